import { describe, expect, it } from "vitest";
import { lackingIn } from "../../src/answering/lacking-names.ts";
import type { SentenceSources } from "../../src/answering/sentence-features.ts";
import type { Token } from "../../src/domain/analysis.ts";
import type { Passage } from "../../src/domain/passage.ts";

const SMALL_WORDS = new Set(["the", "in", "of", "did", "was"]);

const analyze = (text: string): Token[] =>
	Array.from(text.matchAll(/[\p{L}\p{Nd}]+/gu), ({ 0: word, index }) => ({
		term: word.toLowerCase(),
		start: index,
		end: index + word.length,
		isStopWord: SMALL_WORDS.has(word.toLowerCase()),
	}));

function lacking(question: string, text: string, title = "") {
	const passage = { text, citation: { article: { title, lang: "en" }, section: [] } };
	return lackingIn(
		passage as unknown as Passage,
		{
			question,
			dates: null,
			since: null,
			analyze,
			tokensOf: ({ text: own }: Passage) => analyze(own),
		} as unknown as SentenceSources,
	);
}

describe("lackingIn", () => {
	it("counts the question's names that neither the passage nor its title has", () => {
		const question = "Which river did Anna Berg bridge in Tartu?";
		expect(lacking(question, "In Tartu a bridge fell.").names).toBeCloseTo(2 / 3);
		expect(lacking(question, "In Tartu a bridge fell.", "Anna Berg, engineer").names).toBe(0);
	});

	it("counts numbers by themselves", () => {
		const question = "What opened in 1843 and 1850?";
		expect(lacking(question, "The mill opened in 1843.")).toEqual({ names: 0, numbers: 0.5 });
	});

	it("lacks nothing where the question has neither, its first word being no name", () => {
		expect(lacking("Wheat was sown when?", "Nothing here.")).toEqual({ names: 0, numbers: 0 });
		expect(lacking("", "Nothing here.")).toEqual({ names: 0, numbers: 0 });
	});
});
