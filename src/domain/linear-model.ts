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

/** The logistic function: a score in log-odds as a probability. */
export function probability(logOdds: number): number {
	return 1 / (1 + Math.exp(-logOdds));
}
