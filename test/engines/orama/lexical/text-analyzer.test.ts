import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageRules } from "../../../../src/engines/orama/lexical/languages.ts";
import { splitWords } from "../../../../src/engines/orama/lexical/split-words.ts";
import { TextAnalyzer } from "../../../../src/engines/orama/lexical/text-analyzer.ts";
import { hostileText } from "../../../contracts/hostile-text.ts";

describe("words are split so that", () => {
	test.each([
		["punctuation and space part them", "One, two—three…four/five", "One|two|three|four|five"],
		[
			"hyphens and underscores part them",
			"well-known snake_case covid-19",
			"well|known|snake|case|covid|19",
		],
		["an apostrophe inside stays", "O'Brien’s don't", "O'Brien’s|don't"],
		["an apostrophe at an edge goes", "'quoted' the boys' toys", "quoted|the|boys|toys"],
		["decimals and versions stay whole", "3.14 v1.2.3 10.", "3.14|v1.2.3|10"],
		[
			"thousands stay whole, lists do not",
			"1,250 12,345,678 1,2 1,2345",
			"1,250|12,345,678|1|2|1|2345",
		],
		["initials stay whole", "U.S. e.g. J.K. Rowling at 5 p.m.", "U.S|e.g|J.K|Rowling|at|5|p.m"],
		["a full stop without a space parts words", "the end.Then on", "the|end|Then|on"],
		["one initial is a word", "J. Smith", "J|Smith"],
		[
			"accents and combining marks stay",
			"cafe\u0301 naïve Ελλάδα привет",
			"cafe\u0301|naïve|Ελλάδα|привет",
		],
		["vowel signs stay", "हिन्दी भाषा", "हिन्दी|भाषा"],
		["a soft hyphen is no border", "infor\u00admation", "infor\u00admation"],
		["letters beyond the basic plane count", "𝒜𝓃 😀 𐐷", "𝒜𝓃|𐐷"],
		[
			"scripts without spaces are cut into words",
			"今日は良い天気です abc 北京大学",
			"今日|は|良い|天気|です|abc|北京|大学",
		],
		["Thai is cut into words", "ภาษาไทย", "ภาษา|ไทย"],
		["Hangul is parted by spaces", "서울은 수도다", "서울은|수도다"],
	])("%s", (_, text, words) => {
		expect(split(text)).toEqual(words.split("|"));
	});

	test("elision parts words where the language has it", () => {
		const words: string[] = [];
		splitWords("l'avion d’Air", true, (start, end) =>
			words.push("l'avion d’Air".slice(start, end)),
		);
		expect(words).toEqual(["l", "avion", "d", "Air"]);
	});

	test("ranges rise, do not overlap and lose no ASCII letter or digit, whatever the text", () => {
		fc.assert(
			fc.property(hostileText(), fc.boolean(), (text, atApostrophes) => {
				let last = 0;
				let kept = "";
				splitWords(text, atApostrophes, (start, end) => {
					expect(start).toBeGreaterThanOrEqual(last);
					expect(end).toBeGreaterThan(start);
					kept += text.slice(start, end);
					last = end;
				});
				expect(last).toBeLessThanOrEqual(text.length);
				expect(kept.replace(/[^A-Za-z0-9]/g, "")).toBe(text.replace(/[^A-Za-z0-9]/g, ""));
			}),
			{ numRuns: 300 },
		);
	});
});

describe("words get one term that differ only in", () => {
	test.each([
		["case", "en", "NATO Nato nato"],
		["accents", "en", "résumé resume re\u0301sume\u0301"],
		["accents of a stemmed language", "fr", "économie economie"],
		["compatibility forms", "en", "office oﬃce ｏｆｆｉｃｅ"],
		["dots of initials", "en", "U.S.A. USA usa"],
		["a possessive", "en", "Ukraine Ukraine's Ukraine’s"],
		["thousands separators", "en", "1,250 1250"],
		["soft hyphens", "en", "information infor\u00admation"],
		["spelt-out letters", "de", "strasse straße"],
		["the dotted capital I", "tr", "istanbul İstanbul"],
		["Hebrew points", "he", "שלום שָׁלוֹם"],
		["Arabic vowel signs", "und", "عربي عَرَبِي"],
		["number and tense", "en", "connect connected connecting connection connections connects"],
	])("%s", (_, language, words) => {
		expect(new Set(terms(words, language)).size).toBe(1);
	});

	test("but not those that differ in vowel signs or base letters", () => {
		expect(new Set(terms("कि की का", "und")).size).toBe(3);
		expect(new Set(terms("dog cat", "en")).size).toBe(2);
	});
});

describe("stop words", () => {
	const marked = (text: string, language = "en"): string[] =>
		new TextAnalyzer(languageRules(language))
			.tokens(text)
			.filter(({ isStopWord }) => !isStopWord)
			.map(({ start, end }) => text.slice(start, end));

	test("are the small words of a question", () => {
		expect(marked("What is the name of a ship, and who doesn't know it?")).toEqual([
			"name",
			"ship",
			"know",
		]);
	});

	test("are not those that say when, where or how much", () => {
		expect(marked("the most rain before noon against all odds")).toEqual([
			...["most", "rain", "before", "noon", "against", "all", "odds"],
		]);
	});

	test("are not capitals that stand for a name", () => {
		expect(marked("Does the US ask WHO or IT?")).toEqual(["US", "ask", "WHO", "IT"]);
		expect(marked("WHO IS THE MAYOR?")).toEqual(["MAYOR"]);
	});

	test("are those of the language", () => {
		expect(marked("Où est l'école?", "fr")).toEqual(["école"]);
		expect(marked("Warum brennt die Schule?", "de")).toEqual(["brennt", "Schule"]);
	});
});

test("a word of any length gets a short term", () => {
	for (const word of ["x".repeat(100_000), "é".repeat(100_000), "𝒜".repeat(100_000)]) {
		const [token] = new TextAnalyzer(languageRules("en")).tokens(word);
		expect(token?.end).toBe(word.length);
		expect(token?.term.length).toBeLessThanOrEqual(64);
		expect(token?.term.isWellFormed?.() ?? true).toBe(true);
	}
});

test("indexing and asking see the same terms, in every language", () => {
	fc.assert(
		fc.property(
			hostileText(),
			fc.constantFrom("en", "fr", "de", "ar", "ja", "xx"),
			(text, language) => {
				const analyzer = new TextAnalyzer(languageRules(language));
				const visited: string[] = [];
				analyzer.visitTerms(text, (term) => visited.push(term));
				expect(analyzer.tokens(text).map(({ term }) => term)).toEqual(visited);
				expect(visited).not.toContain("");
			},
		),
		{ numRuns: 200 },
	);
});

test.each([
	["pt-BR", "pt"],
	["EN_us", "en"],
	["nb", "no"],
	["nn-NO", "no"],
	["german", "de"],
	["Portuguese", "pt"],
	["tlh", "und"],
	["", "und"],
	["constructor", "und"],
])("the language %s is read as %s", (language, code) => {
	expect(languageRules(language).code).toBe(code);
});

function split(text: string): string[] {
	const words: string[] = [];
	splitWords(text, false, (start, end) => words.push(text.slice(start, end)));
	return words;
}

function terms(text: string, language: string): string[] {
	return new TextAnalyzer(languageRules(language)).tokens(text).map(({ term }) => term);
}

test("stemmers that are said to keep the first letter do", () => {
	const codes = "da de en es fi fr hu it nl no pt ro ru sv uk".split(" ");
	const letters = fc.string({
		unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
		minLength: 1,
		maxLength: 14,
	});
	fc.assert(
		fc.property(letters, fc.constantFrom(...codes), (word, code) => {
			const rules = languageRules(code);
			expect(rules.keepsFirstLetter).toBe(true);
			expect(new TextAnalyzer(rules).termOf(word)[0]).toBe(word[0]);
		}),
		{ numRuns: 5000 },
	);
});
