/** Whether one system is better than another on the same questions, or only luckier. */

import { linearCongruential } from "./linear-congruential.ts";

export interface Difference {
	/** Mean of `now - before`. */
	readonly mean: number;
	/** 95% interval of that mean. */
	readonly low: number;
	readonly high: number;
}

const ROUNDS = 2000;

/**
 * Resamples the pairs with replacement (percentile bootstrap; Efron and Tibshirani, 1993). The same
 * pairs give the same interval.
 */
export function pairedDifference(before: readonly number[], now: readonly number[]): Difference {
	if (before.length !== now.length) {
		throw new RangeError(`${before.length} figures cannot be paired with ${now.length}`);
	}
	const differences = Float64Array.from(now, (value, i) => value - (before[i] ?? 0));
	const random = linearCongruential(1);
	const means = Float64Array.from({ length: ROUNDS }, () => {
		let sum = 0;
		for (let i = 0; i < differences.length; i++) {
			sum += differences[Math.floor(random() * differences.length)] ?? 0;
		}
		return ratio(sum, differences.length);
	}).sort();
	return {
		mean: ratio(
			differences.reduce((sum, one) => sum + one, 0),
			differences.length,
		),
		low: means[Math.floor(ROUNDS * 0.025)] ?? 0,
		high: means[Math.ceil(ROUNDS * 0.975) - 1] ?? 0,
	};
}

function ratio(sum: number, count: number): number {
	return count === 0 ? 0 : sum / count;
}
