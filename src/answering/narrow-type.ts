/** Narrow answer types: what kind of number or time a question asks for, where it says so. In English alone. */

import { type AnswerType, answerTypeOf, wholeWords } from "./answer-type.ts";

/** What squad and readers' own questions ask for often enough to be told apart. */
export type NarrowType =
	| "clock"
	| "year"
	| "date"
	| "duration"
	| "money"
	| "percentage"
	| "measure"
	| "count";

const UNITS_OF_TIME =
	"seconds?|minutes?|hours?|nights?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)";

const WORDS_FOR_NUMBERS =
	"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\p{L}+)?|dozens?|hundreds?|thousands?|millions?|billions?|trillions?)";

const MONTHS =
	"(?:january|february|march|april|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?=[. ]+\\d)|" +
	// Seldom a month by itself.
	"(?<=(?:in|of|last|next|this|since|until|by|\\d) )may|may(?= \\d))";

const WHICH = "(?:what|which)(?: (?:is|was|are|were) the)?(?: \\p{L}+)?";

/** Says that "how much" is about money. */
const MONEY =
	"money|cash|funding|costs?|prices?|paid|pay|pays|worth|spend|spent|sold|sell|charged?|fined?|earn(?:ed|s)?|raised?|salary|dollars?|euros?|handing over";

/** The first that a question of that type fits decides. */
const QUESTIONS: readonly (readonly [NarrowType, AnswerType, RegExp])[] = [
	[
		"clock",
		"time",
		wholeWords("(?:what|which) (?:time|hour)(?! (?:frame|period|of (?:day|year)))"),
	],
	["year", "time", wholeWords(`${WHICH} years?`)],
	["date", "time", wholeWords(`${WHICH} (?:date|day|month)|dates? of`)],
	[
		"duration",
		"number",
		wholeWords(`how (?:long|soon)|how many (?:\\p{L}+ )?(?:${UNITS_OF_TIME})`),
	],
	["percentage", "number", wholeWords("percent(?:age)?|proportion|fraction|(?:what|which) share")],
	[
		"money",
		"number",
		wholeWords(
			`how much(?= .*(?<!\\p{L})(?:${MONEY})(?!\\p{L}))|${WHICH} (?:prices?|costs?|salary|budget|fees?|fine)|(?:prices?|costs?|salary|budget|fee) (?:of|for)`,
		),
	],
	[
		"measure",
		"number",
		wholeWords(
			`how (?:far|tall|high|deep|wide|heavy|fast)|${WHICH} (?:height|distance|depth|length|width|weight|temperature)|(?:height|distance|depth|length|width|weight) of`,
		),
	],
	[
		"count",
		"number",
		wholeWords(`how many|${WHICH} (?:number|population)|(?:number|population) of`),
	],
];

/** A number, in digits or words, with a unit of time right behind it, two years, or from or to when something lasts. */
const SPAN_OF_TIME = new RegExp(
	`(?:\\d|(?<!\\p{L})(?:${WORDS_FOR_NUMBERS}|an?|several|few|half|couple of))[- ]?(?:more |full |and a half )?(?:${UNITS_OF_TIME})(?!\\p{L})|(?:1\\d|20)\\d\\d ?(?:to|until|till|[-–]) ?(?:1\\d|20)\\d\\d|(?<!\\p{L})(?:since|until|till)(?!\\p{L})`,
	"iu",
);

const ANSWERS: Record<Exclude<NarrowType, "count">, RegExp> = {
	clock: /\d[:.]\d\d(?!\d)|(?<!\p{L})(?:[ap]\.?m(?!\p{L})|o['’]clock|noon|midnight|midday)/iu,
	year: wholeWords("(?:1\\d|20)\\d\\d"),
	date: new RegExp(
		`(?<!\\p{L})(?:${MONTHS}(?!\\p{L})|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)|\\d(?:st|nd|rd|th)(?!\\p{L})|\\d{4}-\\d\\d-\\d\\d`,
		"iu",
	),
	duration: SPAN_OF_TIME,
	money:
		/[$€£¥₹₴]|(?<!\p{L})(?:dollars?|euros?|pounds?|cents?|pence|penny|yen|yuan|rupees?|francs?|marks?|z[lł]oty\p{L}*|hryvnias?|usd|eur|gbp|roubles?|rubles?|pesos?|kron(?:a|or|er?)|crowns?|free|nothing)(?!\p{L})|(?<!\p{L})(?:millions?|billions?)(?!\p{L})/iu,
	percentage:
		/%|per ?cent|(?<!\p{L})(?:half|thirds?|quarters?|fifths?|tenths?|all|none)(?!\p{L})/iu,
	measure:
		/\d[ -]?(?:°|\p{L})|(?<!\p{L})(?:miles?|feet|foot|met(?:re|er)s?|kilomet(?:re|er)s?|tons?|tonnes?|degrees?)(?!\p{L})/iu,
};

/** Numbers that count nothing: days, times of day, years, ordinals, and those in names ("COVID-19"). */
const COUNTS_NOTHING = new RegExp(
	`(?<!\\p{L})${MONTHS}\\.? \\d{1,2}(?!\\d)(?:,? \\d{4})?|\\d{1,2} ${MONTHS}(?!\\p{L})|\\d{1,2}[:.]\\d\\d(?!\\d)|\\d{1,2} ?[ap]\\.?m(?!\\p{L})|\\p{L}-\\d{1,9}|(?<![\\d.,])(?:1[5-9]|20)\\d\\d(?![\\d,.]\\d)(?! \\p{Ll}+s(?!\\p{L}))|(?<!\\d)\\d{1,3}(?:st|nd|rd|th)(?!\\p{L})`,
	"giu",
);

const COUNT = new RegExp(
	`\\d|${wholeWords(`${WORDS_FOR_NUMBERS}|none|no|single|both|couple|several|half|once|twice`).source}`,
	"iu",
);

/** What a question asks for. */
export interface Wanted {
	readonly type: AnswerType;
	/** Null where it does not say more closely. */
	readonly narrow: NarrowType | null;
}

/** By the first interrogative, and by what stands around it. */
export function wantedBy(question: string): Wanted {
	const type = answerTypeOf(question);
	const fits = QUESTIONS.find(([, wide, pattern]) => wide === type && pattern.test(question));
	return { type, narrow: fits?.[0] ?? null };
}

/**
 * Whether a sentence has something of the narrow type.
 *
 * @param said the sentence without the words that the question has as well
 */
export function offersNarrow(type: NarrowType, sentence: string, said: string): boolean {
	if (type === "count") return COUNT.test(said.replaceAll(COUNTS_NOTHING, " "));
	// "How many days" is answered by "28 days".
	return ANSWERS[type].test(type === "duration" || type === "money" ? sentence : said);
}
