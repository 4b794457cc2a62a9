/** Ends a request that takes too long, or that nobody waits for any more. */

import type { MiddlewareHandler } from "hono";
import { SiteciteError } from "../../domain/errors.ts";
import { currentScope } from "../request-scope.ts";

/**
 * Handlers see both ends, the deadline and the asker's leaving, as the request's own signal. A handler that looks at
 * neither is answered for all the same; what it does then goes on unseen.
 */
export function deadline(answerMs: number): MiddlewareHandler {
	return async (context, next) => {
		const { raw } = context.req;
		const ended = new AbortController();
		// Node's reason is a mere text, and what is thrown must be an error.
		const leave = () =>
			ended.abort(new SiteciteError("aborted", "The asker left before the answer was there."));
		if (raw.signal.aborted) leave();
		raw.signal.addEventListener("abort", leave, { once: true });
		const timer = setTimeout(() => {
			const detail = `No answer within ${answerMs / 1000} s. Try again later.`;
			ended.abort(new SiteciteError("deadline_exceeded", detail));
		}, answerMs);
		context.req.raw = new Request(raw, { signal: ended.signal });
		// Not before: a stream goes on being made after its handler has returned.
		currentScope()?.onEnd(() => {
			clearTimeout(timer);
			raw.signal.removeEventListener("abort", leave);
		});
		await Promise.race([next(), rejectedBy(ended.signal)]);
	};
}

function rejectedBy(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}
