/** Chooses which candidates are looked at closely: those that either leg is sure of, and those that both like. */

import type { Candidate } from "../domain/candidate.ts";
import type { RankedCandidate } from "./fuse.ts";

/**
 * The same candidates, `count` of them moved to the front: by turns the next best of the fused order, of meaning
 * alone and of words alone. By the fused order alone, what meaning finds first without a word of the question
 * would stand behind dozens that share a word.
 *
 * @param isMeant candidates that the question points at, by a date, have turns of their own
 */
export function shortlist(
	fused: readonly RankedCandidate[],
	count: number,
	isMeant: ((candidate: Candidate) => boolean) | null = null,
): RankedCandidate[] {
	const meant = isMeant === null ? [] : fused.filter(({ candidate }) => isMeant(candidate));
	const lists = [
		fused,
		byLeg(fused, "semantic"),
		byLeg(fused, "lexical"),
		meant,
		byLeg(meant, "semantic"),
	];
	const chosen = new Set<RankedCandidate>();
	for (let place = 0; chosen.size < count && place < fused.length; place++) {
		for (const list of lists) {
			const one = list[place];
			if (one !== undefined && chosen.size < count) chosen.add(one);
		}
	}
	return [...chosen, ...fused.filter((one) => !chosen.has(one))];
}

function byLeg(fused: readonly RankedCandidate[], leg: "lexical" | "semantic"): RankedCandidate[] {
	return fused
		.filter(({ candidate }) => (candidate.scores[leg] ?? 0) > 0)
		.sort((a, b) => (b.candidate.scores[leg] ?? 0) - (a.candidate.scores[leg] ?? 0));
}
