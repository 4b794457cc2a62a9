/** What belongs to one request and follows it through every call, however deep. */

import { AsyncLocalStorage } from "node:async_hooks";
import type { OpenIndex } from "../app/open-index.ts";

const scopes = new AsyncLocalStorage<RequestScope>();

/** One request, from its first byte to the last of what it makes. */
export class RequestScope {
	readonly requestId: string;
	/** Of the trace the request belongs to (W3C Trace Context); null where it named none. */
	readonly traceId: string | null;
	readonly #ends: (() => void)[] = [];
	#index: OpenIndex | null = null;

	constructor(requestId: string, traceId: string | null) {
		this.requestId = requestId;
		this.traceId = traceId;
	}

	/** The index this request began with: the same one each time, whatever becomes current meanwhile. */
	index(open: () => OpenIndex): OpenIndex {
		this.#index ??= open();
		return this.#index;
	}

	/** Runs `done` when the answer has been made. */
	onEnd(done: () => void): void {
		this.#ends.push(done);
	}

	/** Runs what waits for the end, the latest first. */
	end(): void {
		for (const done of this.#ends.splice(0).reverse()) done();
	}
}

/** The request that is being answered; undefined outside of one. */
export function currentScope(): RequestScope | undefined {
	return scopes.getStore();
}

/** Whatever `run` calls, now or later, belongs to the request. */
export function withScope<Result>(scope: RequestScope, run: () => Result): Result {
	return scopes.run(scope, run);
}
