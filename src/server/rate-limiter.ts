/** A token bucket for each client, in bounded memory. */

import type { RateLimit } from "../app/server-settings.ts";

/** About 2 MB. Beyond it the client that has been quiet longest is forgotten, and starts with a full bucket. */
const MAX_CLIENTS = 10_000;

/** A token less than this much short is whole: sums of fractions are never exact. */
const ROUNDING = 1e-9;

interface Bucket {
	readonly tokens: number;
	readonly atMs: number;
}

/** What a client has left after a request. */
export interface Allowance {
	readonly allowed: boolean;
	/** Requests that may follow at once. */
	readonly remaining: number;
	/** Until all are there again, in seconds. */
	readonly resetSeconds: number;
	/** Until one more is allowed, in seconds. */
	readonly retryAfterSeconds: number;
}

export class RateLimiter {
	readonly #capacity: number;
	readonly #tokensPerMs: number;
	readonly #now: () => number;
	/** The client that has been quiet longest comes first. */
	readonly #buckets = new Map<string, Bucket>();

	/** @param now milliseconds of a clock that never goes back */
	constructor(
		{ requests, seconds }: Pick<RateLimit, "requests" | "seconds">,
		now: () => number = () => performance.now(),
	) {
		this.#capacity = requests;
		this.#tokensPerMs = requests / (seconds * 1000);
		this.#now = now;
	}

	get clients(): number {
		return this.#buckets.size;
	}

	/** Takes one request out of a client's bucket, if there is one in it. */
	take(client: string): Allowance {
		const atMs = this.#now();
		const before = this.#buckets.get(client);
		const refilled = before
			? before.tokens + (atMs - before.atMs) * this.#tokensPerMs
			: this.#capacity;
		const had = Math.min(this.#capacity, refilled);
		const allowed = had >= 1 - ROUNDING;
		const tokens = allowed ? Math.max(0, had - 1) : had;
		this.#buckets.delete(client);
		this.#buckets.set(client, { tokens, atMs });
		this.#forgetQuietest();
		return {
			allowed,
			remaining: Math.floor(tokens),
			resetSeconds: this.#secondsFor(this.#capacity - tokens),
			retryAfterSeconds: this.#secondsFor(Math.max(0, 1 - tokens)),
		};
	}

	#secondsFor(tokens: number): number {
		return Math.ceil((tokens - ROUNDING) / this.#tokensPerMs / 1000);
	}

	#forgetQuietest(): void {
		if (this.#buckets.size <= MAX_CLIENTS) return;
		const [quietest] = this.#buckets.keys();
		if (quietest !== undefined) this.#buckets.delete(quietest);
	}
}
