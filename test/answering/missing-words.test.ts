import { describe, expect, it } from "vitest";
import { missingWords } from "../../src/answering/missing-words.ts";
import type { SentenceSources } from "../../src/answering/sentence-features.ts";
import type { Token } from "../../src/domain/analysis.ts";
import type { Passage } from "../../src/domain/passage.ts";

/** Lower-cased words; those of up to three letters are stop words. */
const analyze = (text: string): Token[] =>
	Array.from(text.matchAll(/\p{L}+/gu), ({ 0: word, index }) => ({
		term: word.toLowerCase(),
		start: index,
		end: index + word.length,
		isStopWord: word.length <= 3,
	}));

const passage = (
	text: string,
	title = "",
	section: string[] = [],
	published: string | null = "2020-05-03",
) =>
	({
		text,
		citation: { article: { title, lang: "en", published }, section },
	}) as unknown as Passage;

const sourcesOf = (question: string) =>
	({
		question,
		dates: null,
		since: null,
		analyze,
		tokensOf: ({ text }: Passage) => analyze(text),
	}) as unknown as SentenceSources;

describe("missingWords", () => {
	it("names the words no passage has, as the question spells them, each once", () => {
		const question = "Who painted the Mona Lisa, and was Mona painted twice?";
		const passages = [passage("They painted the bridge."), passage("It was done twice.")];
		expect(missingWords(passages, sourcesOf(question))).toEqual(["Mona", "Lisa"]);
	});

	it("counts title and headings as mentioned", () => {
		const passages = [passage("Nothing here.", "Mona", ["About Lisa"])];
		expect(missingWords(passages, sourcesOf("Who was Mona Lisa?"))).toEqual([]);
	});

	it("counts the words of a date as mentioned by what was published then", () => {
		const dates = { text: "in May 2020", from: "2020-05-01", to: "2020-05-31" };
		const sources = { ...sourcesOf("Who broke down in June 2020?"), dates };
		const asked = { ...sourcesOf("Who broke down in May 2020?"), dates };
		expect(missingWords([passage("Nothing here.")], sources)).toEqual(["broke", "down", "June"]);
		expect(missingWords([passage("It broke down.")], asked)).toEqual([]);
	});

	it("names the time where the question asks of one that no passage is from", () => {
		const dates = { text: "last week", from: "2020-05-11", to: "2020-05-17" };
		const sources = { ...sourcesOf("Who broke down last week?"), dates, since: "2020-05-11" };
		expect(missingWords([passage("It broke."), passage("Down.")], sources)).toEqual(["last week"]);
		const undated = passage("It broke.", "", [], null);
		expect(missingWords([passage("It broke."), undated], sources)).toContain("down");
		const recent = passage("It broke.", "", [], "2020-05-18");
		expect(missingWords([passage("It broke."), recent], sources)).toEqual(["down", "last", "week"]);
	});

	it("names five at most, and none where there is no passage to lack them", () => {
		const question = "alpha bravo charlie delta echo foxtrot golf";
		expect(missingWords([passage("Nothing here.")], sourcesOf(question))).toHaveLength(5);
		expect(missingWords([], sourcesOf(question))).toEqual([]);
	});
});
