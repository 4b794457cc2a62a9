/** Answer types: what kind of thing a question asks for, and whether a sentence has one to offer. */

import type { TextRange } from "../domain/text-range.ts";

export type AnswerType = "name" | "time" | "number" | "reason" | "other";

/** Finds whole words of any script: `\b` knows letters without accents only, and never ends "où". */
function words(alternatives: string): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, "iu");
}

/**
 * Question openings by type, in the languages the sample sites are written in. English asks for the
 * most by a noun ("what year", "which city"), so its patterns look at that noun too.
 */
const QUESTION_PATTERNS: readonly (readonly [AnswerType, RegExp])[] = [
	[
		"time",
		words(
			"when|(?:what|which|in what|in which) (?:year|month|day|date|decade|century|time)|how long ago|wann|in welchem jahr|quand|en quelle année|cuándo|en qué año|quando|em que ano|коли",
		),
	],
	[
		"number",
		words(
			"how (?:many|much|old|long|far|tall|high|deep|big|large|fast|often|heavy|wide)|(?:what|which) (?:percentage|percent|proportion|number|amount|share|fraction|population|distance|age|size|speed|temperature|price|cost)|wie ?(?:viele?|lange|alt|hoch|groß|weit)|combien|cuánt[oa]s?|quant[oa]s?|скільки",
		),
	],
	[
		"reason",
		words(
			"why|what (?:caused|made|led)|for what reason|warum|weshalb|wieso|pourquoi|por qué|por que|чому",
		),
	],
	[
		"name",
		words(
			"who|whom|whose|where|(?:what|which) (?:person|man|woman|country|city|town|state|company|team|author|president|minister|organi[sz]ation|group|place|region|continent|river|university|newspaper|island)|wer|wem|wen|wo|woher|qui|où|quién|quiénes|dónde|quem|onde|хто|де",
		),
	],
];

const MONTHS_AND_DAYS =
	"january|february|march|april|may|june|july|august|september|october|november|december|" +
	"monday|tuesday|wednesday|thursday|friday|saturday|sunday";

const TIME = new RegExp(
	`\\b(?:1\\d{3}|20\\d{2}|\\d{1,2}(?:st|nd|rd|th)|${MONTHS_AND_DAYS}|centur(?:y|ies)|decades?|yesterday|today|tomorrow|ago|years?|days?|months?|weeks?|bc|ad)\\b`,
	"iu",
);

const NUMBER =
	/\p{Nd}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|percent)\b/iu;

const REASON = words(
	"because|since|due to|owing to|in order to|so that|as a result|therefore|thanks to|caused? by|led to|reasons?|to (?:avoid|prevent|protect|make|help|give|get|keep|allow|ensure|reduce)|weil|denn|damit|parce que|car|afin|porque|para|бо|тому що|оскільки|щоб",
);

/** What a question asks for, by the first opening that fits. */
export function answerTypeOf(question: string): AnswerType {
	return QUESTION_PATTERNS.find(([, pattern]) => pattern.test(question))?.[0] ?? "other";
}

/**
 * Whether a sentence has something of the type that the question did not name itself.
 *
 * @param asked ranges of the sentence that the question has as well
 */
export function offers(type: AnswerType, sentence: string, asked: readonly TextRange[]): boolean {
	if (type === "other") return true;
	const said = blank(sentence, asked);
	switch (type) {
		case "time":
			return TIME.test(said);
		case "number":
			return NUMBER.test(said);
		case "reason":
			return REASON.test(said);
		case "name":
			return hasName(said);
	}
}

/** A capital inside a sentence marks a name; the first word has one anyway. */
function hasName(text: string): boolean {
	return (
		/(?<=[\p{L}\p{N},;:)"'“”’]\s+["'“(]?)\p{Lu}/u.test(text) ||
		/^\s*["“]?\p{Lu}[\p{L}.'’-]*\s+\p{Lu}/u.test(text)
	);
}

function blank(text: string, ranges: readonly TextRange[]): string {
	let result = "";
	let position = 0;
	for (const { start, end } of ranges) {
		result += text.slice(position, start) + "_".repeat(Math.max(0, end - start));
		position = end;
	}
	return result + text.slice(position);
}
