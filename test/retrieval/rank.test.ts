import { describe, expect, it } from "vitest";
import { RANKING_FEATURES, rankingFeatures } from "../../src/retrieval/features.ts";
import type { RankedCandidate } from "../../src/retrieval/fuse.ts";
import { expectedRelevant, RANKED_DEPTH, type Ranker, rank } from "../../src/retrieval/rank.ts";
import { articleFixture, chunkFixture } from "../fixtures/indexed-chunk.ts";
import { sourcesFixture } from "../fixtures/question-sources.ts";

function candidate(text: string, lexical: number | null, semantic: number | null, title = "News") {
	const chunk = chunkFixture({ id: text, text, article: articleFixture({ title }) });
	return { chunk, scores: { lexical, semantic } };
}

function ranker(weights: Partial<Ranker["weights"]>): Ranker {
	const none = Object.fromEntries(RANKING_FEATURES.map((name) => [name, 0]));
	return { bias: 0, weights: { ...none, ...weights } as Ranker["weights"] };
}

const named = (values: Float64Array) =>
	Object.fromEntries(RANKING_FEATURES.map((name, i) => [name, values[i]]));

describe("rankingFeatures", () => {
	it("measures legs as shares of the question's best, and words by where they stand", () => {
		const sources = sourcesFixture("dam repairs cost", { synonyms: ["cost price"] });
		const [first, second] = rankingFeatures(
			[
				candidate("The dam needs repairs.", 8, 0.4, "Dam breaks"),
				candidate("The price is high.", 4, 0.8, "Money"),
			],
			2,
			sources,
		).map(named);
		expect(first).toMatchObject({ lexical: 1, semantic: 0.5 });
		expect(first?.coverage).toBeCloseTo(2 / 3);
		expect(first?.titleCoverage).toBeCloseTo(1 / 3);
		expect(first?.allCoverage).toBeCloseTo(2 / 3);
		expect(second).toMatchObject({ lexical: 0.5, semantic: 1, coverage: 0, titleCoverage: 0 });
		expect(second?.softSentence).toBeCloseTo(1 / 3);
	});

	it("has a number for every feature where a leg was silent or a text is empty", () => {
		const sources = sourcesFixture("水");
		for (const features of rankingFeatures([candidate("", null, -0.2)], 1, sources)) {
			expect(features).toHaveLength(RANKING_FEATURES.length);
			expect([...features].every(Number.isFinite)).toBe(true);
			expect(named(features)).toMatchObject({ lexical: 0, semantic: 0 });
		}
	});
});

describe("rank", () => {
	it("looks at texts of any number of sentences", () => {
		const sentences = Array.from({ length: 200_000 }, () => ({ start: 0, end: 0 }));
		const chunk = chunkFixture({ sentences });
		const endless = { candidate: { chunk, scores: { lexical: 1, semantic: 1 } }, score: 1 };
		expect(rank([endless], ranker({}), sourcesFixture("river"))).toHaveLength(1);
	});

	const fused = (texts: readonly string[]): RankedCandidate[] =>
		texts.map((text, i) => ({ candidate: candidate(text, 5, 0.5), score: 1 - i / texts.length }));
	const textsOf = (ranked: readonly RankedCandidate[]) =>
		ranked.map((one) => one.candidate.chunk.text);

	it("orders by what the model makes of the features, as probabilities", () => {
		const ranked = rank(
			fused(["It rained.", "The dam broke.", "The dam."]),
			ranker({ coverage: 4 }),
			sourcesFixture("dam broke"),
		);
		expect(textsOf(ranked)).toEqual(["The dam broke.", "The dam.", "It rained."]);
		expect(ranked[0]?.score).toBeCloseTo(1 / (1 + Math.exp(-4)));
		expect(ranked[2]?.score).toBe(0.5);
	});

	it("leaves the order alone below the depth it looks to, with falling scores", () => {
		const texts = Array.from({ length: RANKED_DEPTH + 10 }, (_, i) => `Text ${i}.`);
		const ranked = rank(fused(texts), ranker({ coverage: 4 }), sourcesFixture("text 7"));
		expect(textsOf(ranked)[0]).toBe("Text 7.");
		expect(textsOf(ranked).slice(RANKED_DEPTH)).toEqual(texts.slice(RANKED_DEPTH));
		const scores = ranked.map(({ score }) => score);
		expect(scores).toEqual([...scores].sort((a, b) => b - a));
	});

	it("ranks nothing where nothing was found", () => {
		expect(rank([], ranker({}), sourcesFixture("dam"))).toEqual([]);
	});
});

describe("expectedRelevant", () => {
	it("adds up the scores of those that the ranker looked at", () => {
		const fused = Array.from({ length: RANKED_DEPTH + 5 }, (_, i) => ({
			candidate: candidate(`The dam, part ${i}.`, 1, 1),
			score: 1,
		}));
		// Log-odds of 0: each is relevant or not with the same chance.
		expect(expectedRelevant(rank(fused, ranker({}), sourcesFixture("dam")))).toBe(RANKED_DEPTH / 2);
		expect(expectedRelevant([])).toBe(0);
	});
});
