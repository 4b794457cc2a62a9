/** Confidence: how likely the quoted sentences answer the question. */

/** What confidence is judged by. */
export interface Evidence {
	/** Share of the question's words the best sentence has, each weighed by its rarity, 0 to 1. */
	readonly coverage: number;
	/** Cosine of question and passage, -1 to 1. */
	readonly semantic: number;
}

/**
 * Logistic regression on 1,455 answerable questions of squad (right where a quoted sentence holds the
 * answer) and 1,392 questions asked of the wrong collection (nq of squad, squad of nq): area under
 * the ROC curve 0.93. The data is developers' and not part of the project.
 */
const WEIGHTS = { bias: -6.57, coverage: 7.33, semantic: 5.42 };

/** A probability, 0 to 1. */
export function confidenceOf({ coverage, semantic }: Evidence): number {
	const logit = WEIGHTS.bias + WEIGHTS.coverage * coverage + WEIGHTS.semantic * semantic;
	return 1 / (1 + Math.exp(-logit));
}
