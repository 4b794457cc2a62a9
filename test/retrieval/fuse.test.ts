import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { fuse } from "../../src/retrieval/fuse.ts";
import { chunkFixture } from "../fixtures/indexed-chunk.ts";

function candidate(id: string, lexical: number | null, semantic: number | null): Candidate {
	return { chunk: chunkFixture({ id }), scores: { lexical, semantic } };
}

const idsOf = (ranked: ReturnType<typeof fuse>) => ranked.map((one) => one.candidate.chunk.id);

describe("fuse", () => {
	it("weighs the legs after dividing each by its best score", () => {
		const ranked = fuse([candidate("a", 20, 0.1), candidate("b", 10, 0.5)], 0.5);
		expect(idsOf(ranked)).toEqual(["b", "a"]);
		expect(ranked[0]?.score).toBeCloseTo(0.5 * 0.5 + 0.5 * 1);
		expect(ranked[1]?.score).toBeCloseTo(0.5 * 1 + 0.5 * 0.2);
	});

	it("leaves the share of a leg that was not asked to the other", () => {
		const ranked = fuse([candidate("a", 4, null), candidate("b", 8, null)], 0.4);
		expect(ranked.map(({ score }) => score)).toEqual([1, 0.5]);
	});

	it("keeps nothing that no leg found", () => {
		expect(fuse([candidate("a", 0, -0.3)], 0.4)).toEqual([]);
		expect(fuse([], 0.4)).toEqual([]);
	});

	it("orders equal scores by chunk id", () => {
		const ranked = fuse([candidate("b", 1, 0.5), candidate("a", 1, 0.5)], 0.4);
		expect(idsOf(ranked)).toEqual(["a", "b"]);
	});

	it("gives scores from 0 to 1, best first, whatever the order of candidates", () => {
		const score = fc.option(fc.double({ min: -1, max: 50, noNaN: true }));
		const some = fc.array(fc.tuple(score, score), { maxLength: 20 });
		fc.assert(
			fc.property(some, fc.double({ min: 0, max: 1, noNaN: true }), (scores, weight) => {
				const candidates = scores.map(([lexical, semantic], i) =>
					candidate(String(i).padStart(3, "0"), lexical, semantic),
				);
				const ranked = fuse(candidates, weight);
				for (const { score: fused } of ranked) {
					expect(fused).toBeGreaterThan(0);
					expect(fused).toBeLessThanOrEqual(1 + 1e-9);
				}
				expect(ranked.map((one) => one.score)).toEqual(
					ranked.map((one) => one.score).sort((a, b) => b - a),
				);
				expect(idsOf(fuse([...candidates].reverse(), weight))).toEqual(idsOf(ranked));
			}),
		);
	});
});
