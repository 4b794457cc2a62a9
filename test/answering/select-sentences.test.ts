import { describe, expect, it } from "vitest";
import { selectAnswer, type Vocabulary } from "../../src/answering/select-sentences.ts";
import type { Token } from "../../src/domain/analysis.ts";
import type { Passage } from "../../src/domain/passage.ts";
import { citePassage } from "../../src/retrieval/cite-passage.ts";
import { chunkFixture } from "../fixtures/indexed-chunk.ts";

function tokensOf(text: string): Token[] {
	return [...text.matchAll(/\w+/g)].map((word) => ({
		term: word[0].toLowerCase(),
		isStopWord: false,
		start: word.index,
		end: word.index + word[0].length,
	}));
}

function passage(rank: number, text: string, score = 1): Passage {
	const sentences = [...text.matchAll(/[^.]+\./g)].map((sentence) => {
		const start = sentence.index + (sentence[0].length - sentence[0].trimStart().length);
		return { start: 100 + start, end: 100 + sentence.index + sentence[0].length };
	});
	const chunk = chunkFixture({ id: `c${rank}`, text, start: 100, sentences });
	const candidate = { chunk, scores: { lexical: 5, semantic: 0.6 } };
	return citePassage({ candidate, score }, rank, []);
}

function vocabulary(question: string, rare: readonly string[] = []): Vocabulary {
	return {
		questionTerms: new Set(tokensOf(question).map(({ term }) => term)),
		tokensOf: ({ text }) => tokensOf(text),
		idf: (term) => (rare.includes(term) ? 5 : 1),
	};
}

describe("selectAnswer", () => {
	it("quotes the sentence with the question's words, exactly as it stands", () => {
		const passages = [passage(1, "It rained. The dam broke in May. Nobody was hurt.")];
		const answer = selectAnswer(passages, vocabulary("when the dam broke"), 0);
		expect(answer.status).toBe("answered");
		expect(answer.sentences).toEqual([{ text: "The dam broke in May.", citation: 1 }]);
	});

	it("weighs rare words more than frequent ones", () => {
		const passages = [passage(1, "The town council met on the town square. Turbines stood still.")];
		const words = vocabulary("town council turbines", ["turbines"]);
		expect(selectAnswer(passages, words, 0).sentences[0]?.text).toBe("Turbines stood still.");
	});

	it("prefers the better passage where sentences match alike", () => {
		const passages = [passage(1, "The dam held.", 1), passage(2, "The dam leaked.", 0.2)];
		expect(selectAnswer(passages, vocabulary("dam"), 0).sentences).toEqual([
			{ text: "The dam held.", citation: 1 },
		]);
	});

	it("quotes at most three sentences", () => {
		const passages = [passage(1, "Dam one. Dam two. Dam three. Dam four.")];
		expect(selectAnswer(passages, vocabulary("dam"), 0).sentences).toHaveLength(3);
	});

	it("says no answer below the threshold, with the confidence it had", () => {
		const passages = [passage(1, "Nobody was hurt.")];
		const answer = selectAnswer(passages, vocabulary("turbines exploded yesterday"), 0.5);
		expect(answer).toMatchObject({ status: "no_answer", sentences: [] });
		expect(answer.confidence).toBeLessThan(0.5);
	});

	it("says no answer where there is no passage", () => {
		expect(selectAnswer([], vocabulary("dam"), 0)).toEqual({
			status: "no_answer",
			confidence: 0,
			sentences: [],
		});
	});
});
