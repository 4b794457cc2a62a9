import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import { fuse, type RankedCandidate } from "../../src/retrieval/fuse.ts";
import { shortlist } from "../../src/retrieval/shortlist.ts";

const candidate = (id: string, lexical: number | null, semantic: number | null): Candidate =>
	({ chunk: { id }, scores: { lexical, semantic } }) as Candidate;

const idsOf = (list: readonly RankedCandidate[]) => list.map(({ candidate }) => candidate.chunk.id);

describe("shortlist", () => {
	it("takes what meaning finds first although no word is shared", () => {
		const wordy = Array.from({ length: 30 }, (_, i) => candidate(`word${i}`, 10 - i / 10, 0.3));
		const fused = fuse([...wordy, candidate("meant", 0, 0.8)], 0.4);
		expect(idsOf(fused).indexOf("meant")).toBeGreaterThan(20);
		expect(idsOf(shortlist(fused, 20)).indexOf("meant")).toBe(1);
	});

	it("gives what the question points at turns of its own", () => {
		const fused = fuse(
			Array.from({ length: 60 }, (_, i) => candidate(`${i}`, 60 - i, 0.5)),
			0.4,
		);
		const listed = shortlist(fused, 20, ({ chunk }) => Number(chunk.id) >= 50);
		const meant = idsOf(listed)
			.slice(0, 20)
			.filter((id) => Number(id) >= 50);
		expect(meant.length).toBeGreaterThanOrEqual(4);
	});

	it("keeps every candidate once, and the fused order where only one leg was asked", () => {
		const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
		fc.assert(
			fc.property(fc.array(fc.tuple(score, score)), fc.nat(40), (scores, count) => {
				const fused = fuse(
					scores.map(([lexical, semantic], i) => candidate(`${i}`, lexical, semantic)),
					0.4,
				);
				const listed = idsOf(shortlist(fused, count));
				expect([...listed].sort()).toEqual([...idsOf(fused)].sort());
				const words = fuse(
					scores.map(([lexical], i) => candidate(`${i}`, lexical, null)),
					0.4,
				);
				expect(idsOf(shortlist(words, count))).toEqual(idsOf(words));
			}),
		);
	});
});
