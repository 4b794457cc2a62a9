/** Why a request brought nothing, as far as a reader can do something about it. */

export type Failure =
	/** There is no network. */
	| { readonly kind: "offline" }
	/** The server takes no more questions for so many seconds (429, 503). */
	| { readonly kind: "busy"; readonly seconds: number }
	/** Anything else: a question it does not take, no connection, a broken or late response, a fault of the server. */
	| { readonly kind: "failed"; readonly detail: string };

/** Carries a failure through promises. */
export class RequestFailure extends Error {
	readonly failure: Failure;

	constructor(failure: Failure, options?: ErrorOptions) {
		super(failure.kind, options);
		this.failure = failure;
	}
}

/** A wait where the server names none, and the longest that is waited for, in seconds. */
const USUAL_WAIT_S = 5;
const LONGEST_WAIT_S = 120;

/** Seconds of a `Retry-After` header, given as a number or a date (RFC 9110). */
export function waitSeconds(header: string | null, nowMs: number): number {
	const given = header?.trim() || USUAL_WAIT_S;
	const seconds = Number.isNaN(Number(given))
		? Math.ceil((Date.parse(String(given)) - nowMs) / 1000)
		: Number(given);
	// What is neither is as good as nothing.
	return Math.min(Math.max(seconds || USUAL_WAIT_S, 1), LONGEST_WAIT_S);
}
