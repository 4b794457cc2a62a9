/** Answer types: what kind of thing a question asks for, and whether a sentence has one to offer. */

import type { TextRange } from "../domain/text-range.ts";

export type AnswerType = "name" | "time" | "number" | "reason" | "definition" | "other";

/** Finds whole words of any script: `\b` knows letters without accents only, and never ends "où". */
export function wholeWords(alternatives: string): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, "iu");
}

/** What else than a name, a time, a number or a reason is asked for by. */
const OTHER =
	"what|which|how|welche[rsmn]?|wie|quel(?:le)?s?|comment|qué|cuál(?:es)?|cómo|qual|quais|що|як|який|яка|яке|які";

/** What makes a question of the "when" before it; any other opens a clause, as in "when it rains, who pays?". */
const AFTER_WHEN =
	"(?:exactly |precisely )?(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should|shall|may|might|must)";

const COUNTABLE =
	"percentage|percent|proportion|number|amount|share|fraction|population|distance|age|size|speed|temperature|price|cost|length|height|weight|depth|width|salary|budget|score|total|margin|turnout|ratio|rate|fee|capacity";

/** "What year", "what was the year". */
const WHAT =
	"(?:what|which)(?: (?:is|was|are|were) the)?(?: (?:total|average|exact|current|estimated|annual|full|first)){0,2}";

/**
 * Interrogatives by what they ask for, in the languages the sample sites are written in. English asks for the
 * most by a noun ("what year", "which city"), so its patterns look at that noun too.
 */
const INTERROGATIVES: readonly (readonly [AnswerType, RegExp])[] = [
	[
		"time",
		wholeWords(
			`(?:since|until|till|by|from) when|when(?= ${AFTER_WHEN}(?!\\p{L}))|when(?='s)|when(?=\\W*$)|${WHAT} (?:year|month|day|date|decade|century|time)s?|^(?:the )?(?:date|year|day) of|how long ago|wann|in welchem jahr|quand|en quelle année|cuándo|en qué año|quando|em que ano|коли`,
		),
	],
	[
		"number",
		wholeWords(
			`how (?:many|much|old|long|soon|far|tall|high|deep|big|large|fast|often|heavy|wide)|${WHAT} (?:${COUNTABLE})|^(?:the )?(?:\\p{L}+ )?(?:${COUNTABLE}) (?:of|for|between)|wie ?(?:viele?|lange|alt|hoch|groß|weit)|combien|cuánt[oa]s?|quant[oa]s?|скільки`,
		),
	],
	[
		"reason",
		wholeWords(
			`why|how come|what (?:caused|made|led)|for what reason|${WHAT} (?:reason|cause|motive)s?|^(?:the )?(?:reason|cause|motive)s? (?:for|of|behind)|warum|weshalb|wieso|pourquoi|por qué|por que|чому`,
		),
	],
	[
		"name",
		wholeWords(
			`who|whom|whose|where|${WHAT} (?:name|person|man|woman|country|city|town|state|company|team|author|president|minister|organi[sz]ation|group|place|region|continent|river|university|newspaper|island)s?|wer|wem|wen|wo|woher|qui|où|quién|quiénes|dónde|quem|onde|хто|де`,
		),
	],
	[
		"definition",
		wholeWords(
			// Of three words at most: longer ones ask for a property of a thing.
			`what(?:'s|’s| is| are| was| were) (?!the .* of )(?:an? |the )?[^\\s?'’]+(?: [^\\s?'’]+){0,2}(?=\\W*$)|what do(?:es)? [^?]{1,60}? (?:mean|stand for)(?=\\W*$)|^(?:please )?define|${WHAT} (?:meaning|definition)|(?:meaning|definition) of|was (?:ist|sind|heißt|bedeutet)|qu['’]est-ce qu(?:e|i)?|qué (?:es|son|significan?)|o que (?:é|são|significa)|що таке|що означає`,
		),
	],
	["other", wholeWords(OTHER)],
];

const MONTHS_AND_DAYS =
	"january|february|march|april|june|july|august|september|october|november|december|" +
	"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|" +
	// Seldom a month by itself.
	"(?<=(?:in|of|last|next|this|since|until|by|\\d) )may|may(?= \\d)";

const TIME = wholeWords(
	"1\\d{3}s?|20\\d{2}s?|(?<=(?:in|by|from|since|until|after|before|around|about|year) )\\d{3}|\\d{1,2}(?:st|nd|rd|th)|\\d{1,2}(?:[:.]\\d\\d)? ?[ap]\\.?m|" +
		`${MONTHS_AND_DAYS}|centur(?:y|ies)|decades?|years?|months?|weeks?|weekends?|days?|hours?|nights?|mornings?|afternoons?|evenings?|noon|midnight|dawn|dusk|` +
		"spring|summer|autumn|winter|christmas|easter|yesterday|today|tonight|tomorrow|ago|bce?|ad|during|until|as soon as|immediately|" +
		"jahr\\p{L}*|monat\\p{L}*|woche\\p{L}*|tages?|tagen|gestern|heute|ans|années?|mois|siècles?|años?|meses|siglos?|anos?|séculos?|рок\\p{L}*|роц\\p{L}*|століт\\p{L}*",
);

const NUMBER = new RegExp(
	`\\p{Nd}|${
		wholeWords(
			"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\p{L}+)?)|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|thirds?|quarters?|couple|pair|single|once|twice|thrice|double|triple|percent|zero|none|nothing|free|daily|weekly|monthly|yearly|annually|an? (?:second|minute|hour|day|week|month|year|decade|century)|(?:second|minute|hour|day|week|month|year|decade)s",
		).source
	}`,
	"iu",
);

const REASON = wholeWords(
	"because|since|due to|owing to|in order to|so that|as a result|therefore|thanks to|caused? by|causes?|led to|reasons?|to (?:avoid|prevent|protect|make|help|give|get|keep|allow|ensure|reduce)|weil|denn|damit|parce que|car|afin|porque|para|бо|тому що|оскільки|щоб",
);

/** How a sentence says what something is; "_" stands for the words that the question has as well. */
const DEFINING =
	/_["”’)\]]*,? (?:is|are|was|were|means?|refers?|stands?|describes?)(?![\p{L}\p{N}])|_["”’)\]]*, (?:an?|the|which|or|known|also) |_ \(|[("“]_+[)"”]|(?:called|known as|named|defined as|short for|acronym for|term) (?:the |an? )?["“]?_/iu;

/** What a question asks for: by its first interrogative, of which "when" may as well be none. */
export function answerTypeOf(question: string): AnswerType {
	const found = INTERROGATIVES.flatMap(([type, pattern]) => {
		const match = pattern.exec(question);
		return match === null ? [] : [{ type, start: match.index, length: match[0].length }];
	}).sort((a, b) => a.start - b.start || b.length - a.length);
	return found[0]?.type ?? (ANY_WHEN.test(question) ? "time" : "other");
}

const ANY_WHEN = wholeWords("when");

/**
 * Whether a sentence has something of the type that the question did not name itself.
 *
 * @param said as `saidBesides` gives it
 */
export function offers(type: AnswerType, said: string): boolean {
	switch (type) {
		case "other":
			return true;
		case "time":
			return TIME.test(said);
		case "number":
			return NUMBER.test(said);
		case "reason":
			return REASON.test(said);
		case "name":
			return hasName(said);
		case "definition":
			return DEFINING.test(said);
	}
}

/** A capital inside a sentence marks a name; the first word has one anyway. */
function hasName(text: string): boolean {
	return (
		/(?<=[\p{L}\p{N},;:)"'“”’]\s{1,4}["'“(]?)\p{Lu}/u.test(text) ||
		/^\s*["“]?\p{Lu}[\p{L}.'’-]*\s+\p{Lu}/u.test(text)
	);
}

/** A sentence with "_" for every character of the words that the question has as well, which `asked` tells. */
export function saidBesides(text: string, asked: readonly TextRange[]): string {
	let result = "";
	let position = 0;
	for (const { start, end } of asked) {
		result += text.slice(position, start) + "_".repeat(Math.max(0, end - start));
		position = end;
	}
	return result + text.slice(position);
}
