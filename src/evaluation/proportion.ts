/** A measured proportion with what is known of the true one. */

export interface Proportion {
	readonly count: number;
	readonly of: number;
	/** `count / of`; null of nothing. */
	readonly value: number | null;
	/** 95% confidence interval by Wilson's score (1927), which holds for small samples as well. */
	readonly low: number;
	readonly high: number;
}

const Z_95 = 1.959964;

export function proportion(count: number, of: number): Proportion {
	if (of === 0) return { count, of, value: null, low: 0, high: 1 };
	const share = count / of;
	const z2 = Z_95 * Z_95;
	const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
	const spread =
		(Z_95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
	return {
		count,
		of,
		value: share,
		low: Math.max(0, centre - spread),
		high: Math.min(1, centre + spread),
	};
}
