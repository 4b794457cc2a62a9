/** Times of equal work, and what is said of them. */

/** In milliseconds. */
export interface Times {
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	/** How often the work was done. */
	readonly count: number;
}

export function timesOf(ms: ArrayLike<number>): Times {
	const sorted = Float64Array.from(ms).sort();
	const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? 0);
	return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
}

/** Three digits of a thousandth are below what any run repeats. */
function rounded(ms: number): number {
	return Math.round(ms * 1000) / 1000;
}

/** How long a piece of work takes. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
	const startedAt = performance.now();
	const value = await work();
	return { value, ms: performance.now() - startedAt };
}
