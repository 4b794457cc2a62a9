/** A linear model over named features: its weights are data, its contributions can be shown. */

export interface LinearModel<Feature extends string> {
	readonly bias: number;
	readonly weights: Readonly<Record<Feature, number>>;
}

/** `bias + Σ weight · value`; `values` in the order of `features`. */
export function linearScore<Feature extends string>(
	model: LinearModel<Feature>,
	features: readonly Feature[],
	values: ArrayLike<number>,
): number {
	return features.reduce(
		(sum, feature, i) => sum + model.weights[feature] * (values[i] ?? 0),
		model.bias,
	);
}

/** The inverse of `probability`; 0 and 1 are held a little off, where it would be infinite. */
export function logOdds(probability: number): number {
	const held = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability));
	return Math.log(held / (1 - held));
}

/** The logistic function: a score in log-odds as a probability. */
export function probability(logOdds: number): number {
	return 1 / (1 + Math.exp(-logOdds));
}
