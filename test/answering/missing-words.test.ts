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

const passage = (text: string, title = "", section: string[] = []) =>
	({ text, citation: { article: { title, lang: "en" }, section } }) as unknown as Passage;

const sourcesOf = (question: string) =>
	({
		question,
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

	it("names five at most, and none where there is no passage to lack them", () => {
		const question = "alpha bravo charlie delta echo foxtrot golf";
		expect(missingWords([passage("Nothing here.")], sourcesOf(question))).toHaveLength(5);
		expect(missingWords([], sourcesOf(question))).toEqual([]);
	});
});
