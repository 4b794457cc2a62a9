/** Chooses which candidates are looked at closely: those that either leg is sure of, and those that both like. */

import type { RankedCandidate } from "./fuse.ts";

/**
 * The same candidates, `count` of them moved to the front: by turns the next best of the fused order, of meaning
 * alone and of words alone. By the fused order alone, what meaning finds first without a word of the question
 * would stand behind dozens that share a word.
 */
export function shortlist(fused: readonly RankedCandidate[], count: number): RankedCandidate[] {
	const byLeg = (leg: "lexical" | "semantic") =>
		fused
			.filter(({ candidate }) => (candidate.scores[leg] ?? 0) > 0)
			.sort((a, b) => (b.candidate.scores[leg] ?? 0) - (a.candidate.scores[leg] ?? 0));
	const lists = [fused, byLeg("semantic"), byLeg("lexical")];
	const chosen = new Set<RankedCandidate>();
	for (let place = 0; chosen.size < count && place < fused.length; place++) {
		for (const list of lists) {
			const one = list[place];
			if (one !== undefined && chosen.size < count) chosen.add(one);
		}
	}
	return [...chosen, ...fused.filter((one) => !chosen.has(one))];
}
