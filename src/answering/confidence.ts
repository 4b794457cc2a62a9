/** Confidence: how likely the quoted sentences answer the question. */

/** What confidence is judged by. */
export interface Evidence {
	/** Share of the question's words the best sentence has, each weighed by its rarity, 0 to 1. */
	readonly coverage: number;
	/** Cosine of question and passage, -1 to 1. */
	readonly semantic: number;
}

/** Logistic regression; see `docs/design.md` for the data and the fit. */
const WEIGHTS = { bias: -4, coverage: 4, semantic: 4 };

/** A probability, 0 to 1. */
export function confidenceOf({ coverage, semantic }: Evidence): number {
	const logit = WEIGHTS.bias + WEIGHTS.coverage * coverage + WEIGHTS.semantic * semantic;
	return 1 / (1 + Math.exp(-logit));
}
