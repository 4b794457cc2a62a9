/** Makes scores of different kinds comparable: each as a share of the question's best. */

/** The best of a leg's scores, at least 0; null stands for what the leg did not find. */
export function bestScore(scores: readonly (number | null)[]): number {
	return scores.reduce<number>((max, score) => Math.max(max, score ?? 0), 0);
}

/** 0 to 1. A negative cosine says "unrelated", not "less than unrelated": it counts as 0. */
export function shareOfBest(score: number | null, best: number): number {
	return score === null || score <= 0 || best <= 0 ? 0 : score / best;
}
