/** When a request that found the server too busy is sent again. */

/** What is waited where the server does not say, doubled at every further attempt, in milliseconds. */
const FIRST_DELAY_MS = 500;

/** Timers that are to wait longer fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** What `Retry-After` says, in seconds or as a date (RFC 9110), in milliseconds. */
export function retryDelayMs(headers: Headers, attempt: number): number {
	const after = headers.get("retry-after");
	const delayMs =
		after === null
			? Number.NaN
			: /^\d+$/.test(after)
				? Number(after) * 1000
				: Date.parse(after) - Date.now();
	return Number.isNaN(delayMs) ? FIRST_DELAY_MS * 2 ** attempt : Math.max(0, delayMs);
}

/** Resolves after a while; rejects with the signal's reason as soon as that is aborted. */
export function wait(delayMs: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const abort = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer = setTimeout(
			() => {
				signal.removeEventListener("abort", abort);
				resolve();
			},
			Math.min(delayMs, MAX_TIMER_MS),
		);
		signal.addEventListener("abort", abort, { once: true });
	});
}
