import { describe, expect, it } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { explain } from "../../src/app/explain.ts";
import { probability } from "../../src/domain/linear-model.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

const QUESTION = { text: "How much will repairs of the dam cost?", filter: {}, limit: 3 };
const SETTINGS = { threshold: null };

describe("explain", () => {
	it("tells of the very passages, sentence and confidence that the answer has", async () => {
		const told = await explain(sample.index, QUESTION, SETTINGS);
		const { passages, answer } = await ask(sample.index, QUESTION, SETTINGS);
		expect(told.candidates.map(({ text, score }) => ({ text, score }))).toEqual(
			passages.map(({ text, score }) => ({ text, score })),
		);
		expect(answer.sentences[0]?.text).toContain(told.sentences[0]?.text);
		expect(told.confidence?.value).toBeCloseTo(answer.confidence, 10);
		expect(told.confidence?.threshold).toBe(sample.index.models.threshold);
	});

	it("adds up: contributions and bias give the score", async () => {
		const { candidates, confidence } = await explain(sample.index, QUESTION, SETTINGS);
		const { ranker, confidence: model } = sample.index.models;
		const sumOf = (parts: readonly { readonly contribution: number }[]) =>
			parts.reduce((sum, { contribution }) => sum + contribution, 0);
		for (const { contributions, score } of candidates) {
			expect(probability(ranker.bias + sumOf(contributions ?? []))).toBeCloseTo(score, 10);
		}
		const evidence = sumOf(confidence?.contributions ?? []);
		expect(probability(model.bias + evidence)).toBeCloseTo(confidence?.value ?? 0, 10);
	});

	it("has nothing to explain of a question nothing answers to", async () => {
		const nothing = await explain(
			sample.index,
			{ ...QUESTION, filter: { langs: ["xx"] } },
			SETTINGS,
		);
		expect(nothing).toMatchObject({ candidates: [], sentences: [], confidence: null });
	});
});
