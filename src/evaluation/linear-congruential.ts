/** Random numbers that are the same on every machine and in every run. */

/**
 * Numbers from 0 to 1, 1 excluded: multiplier and increment of Numerical Recipes. The high bits, which are the random
 * ones, decide; good enough to resample, not for secrets.
 */
export function linearCongruential(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
