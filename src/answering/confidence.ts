/** Confidence: how likely the articles answer the question. */

/** What confidence is judged by. */
export interface Evidence {
	/** Share of the question's words the best sentence has, each weighed by its rarity, 0 to 1. */
	readonly coverage: number;
	/** Cosine of question and passage, -1 to 1. */
	readonly semantic: number;
}

/**
 * Logistic regression on 2,119 questions that their collection answers (squad, nq) and 1,392 asked of
 * the wrong one (nq's of squad, squad's of nq), public collections that are not part of the project.
 */
const WEIGHTS = { bias: -6.92, coverage: 7.66, semantic: 8.73 };

/** A probability, 0 to 1. */
export function confidenceOf({ coverage, semantic }: Evidence): number {
	const logit = WEIGHTS.bias + WEIGHTS.coverage * coverage + WEIGHTS.semantic * semantic;
	return 1 / (1 + Math.exp(-logit));
}
