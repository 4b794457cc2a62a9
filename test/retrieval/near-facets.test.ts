import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { RankedCandidate } from "../../src/retrieval/fuse.ts";
import { nearFacets } from "../../src/retrieval/near-facets.ts";

function ranked(
	score: number,
	article: Partial<Candidate["chunk"]["article"]>,
	isLookedAt = true,
): RankedCandidate {
	const whole = { tags: [], authors: [], published: null, fields: {}, ...article };
	return {
		candidate: { chunk: { article: whole } } as unknown as Candidate,
		score,
		...(isLookedAt && { features: new Float64Array() }),
	};
}

describe("nearFacets", () => {
	it("counts passages that are near, the commonest value first", () => {
		const facets = nearFacets([
			ranked(0.8, { tags: ["river"], authors: ["Ada"], published: "2022-12-31T23:30:00-02:00" }),
			ranked(0.5, { tags: ["mill", "river"], fields: { series: ["Water"] } }),
			ranked(0.4, { tags: ["mill"], published: "2021-05-02", fields: { series: ["Water"] } }),
			ranked(0.3, { tags: ["mill"], published: "no date" }),
		]);
		expect(facets).toEqual({
			tags: { river: 2, mill: 3 },
			authors: { Ada: 1 },
			years: { "2021": 1, "2023": 1 },
			fields: { series: { Water: 2 } },
		});
		expect(Object.keys(facets.tags)).toEqual(["mill", "river"]);
	});

	it("leaves out what is far from the best, and what nobody looked at", () => {
		const facets = nearFacets([
			ranked(0.9, { tags: ["near"] }),
			ranked(0.08, { tags: ["far"] }),
			ranked(0.89, { tags: ["unseen"] }, false),
		]);
		expect(facets.tags).toEqual({ near: 1 });
		expect(nearFacets([])).toEqual({ tags: {}, authors: {}, years: {}, fields: {} });
	});
});
