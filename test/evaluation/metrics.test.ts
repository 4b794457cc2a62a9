import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresByQuery, figuresOf, meanFigures } from "../../src/evaluation/metrics.ts";

const GRADES = new Map([
	["a", 2],
	["b", 1],
	["c", 0],
	["d", 1],
]);

describe("figuresOf", () => {
	it("equals trec_eval with graded relevance", () => {
		const { ndcg10, recall100, mrr10, hit1 } = figuresOf(GRADES, ["c", "a", "x", "b"]);
		// DCG = 2/log2(3) + 1/log2(5); ideal = 2 + 1/log2(3) + 1/log2(4)
		expect(ndcg10).toBeCloseTo(
			(2 / Math.log2(3) + 1 / Math.log2(5)) / (2.5 + 1 / Math.log2(3)),
			10,
		);
		expect(ndcg10).toBeCloseTo(0.5406, 4);
		expect(recall100).toBeCloseTo(2 / 3, 10);
		expect(mrr10).toBe(0.5);
		expect(hit1).toBe(0);
	});

	it("gives 1 for the ideal ranking and 0 for none", () => {
		expect(figuresOf(GRADES, ["a", "b", "d"])).toEqual({
			ndcg10: 1,
			recall100: 1,
			mrr10: 1,
			hit1: 1,
		});
		expect(figuresOf(GRADES, [])).toEqual({ ndcg10: 0, recall100: 0, mrr10: 0, hit1: 0 });
	});

	it("does not count what comes after the tenth place", () => {
		const late = [..."efghijklmn", "a"];
		expect(figuresOf(GRADES, late)).toMatchObject({ ndcg10: 0, mrr10: 0 });
		expect(figuresOf(GRADES, late).recall100).toBeCloseTo(1 / 3, 10);
	});

	it("stays between 0 and 1 for any judgements and ranking", () => {
		const document = fc.constantFrom(..."abcdefghij");
		fc.assert(
			fc.property(
				fc.dictionary(document, fc.integer({ min: -1, max: 3 })),
				fc.uniqueArray(document),
				(grades, ranking) => {
					const figures = figuresOf(new Map(Object.entries(grades)), ranking);
					for (const value of Object.values(figures)) {
						expect(value).toBeGreaterThanOrEqual(0);
						expect(value).toBeLessThanOrEqual(1 + 1e-12);
					}
				},
			),
		);
	});
});

describe("meanFigures", () => {
	const qrels = new Map([
		["q1", new Map([["a", 1]])],
		["q2", new Map([["b", 1]])],
		["nothing relevant", new Map([["c", 0]])],
	]);

	it("averages over queries with a relevant document, and counts a missing query as 0", () => {
		const run = new Map([["q1", [{ document: "a", score: 1 }]]]);
		expect(meanFigures(figuresByQuery(qrels, run))).toEqual({
			queries: 2,
			ndcg10: 0.5,
			recall100: 0.5,
			mrr10: 0.5,
			hit1: 0.5,
		});
	});

	it("breaks equal scores as trec_eval does, by document id descending", () => {
		const tied = [
			{ document: "a", score: 1 },
			{ document: "z", score: 1 },
		];
		expect(meanFigures(figuresByQuery(qrels, new Map([["q1", tied]]))).mrr10).toBe(0.25);
	});
});
