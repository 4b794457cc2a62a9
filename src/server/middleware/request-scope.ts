/** Gives every request an id, carries its trace on, and keeps its index open until its answer is made. */

import { randomBytes, randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { whenMade } from "../event-stream.ts";
import { RequestScope, withScope } from "../request-scope.ts";

/** Of a caller's making, but fit for a log: nothing that could pass for another line or field. */
const REQUEST_ID = /^[\w.:-]{8,64}$/;

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags, and what later versions say behind these. */
const TRACEPARENT =
	/^([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;

/** To come first of all: what runs behind it belongs to the request. */
export function requestScope(): MiddlewareHandler {
	return async (context, next) => {
		const given = context.req.header("x-request-id") ?? "";
		const requestId = REQUEST_ID.test(given) ? given : randomUUID();
		const trace = traceOf(context.req.header("traceparent") ?? "");
		const scope = new RequestScope(requestId, trace?.id ?? null);
		const end = () => withScope(scope, () => scope.end());
		try {
			await withScope(scope, next);
		} catch (error) {
			end();
			throw error;
		}
		context.header("x-request-id", requestId);
		if (trace !== null) {
			// The same trace, and this service's own span in it.
			const span = randomBytes(8).toString("hex");
			context.header("traceparent", `00-${trace.id}-${span}-${trace.flags}`);
		}
		context.res = whenMade(context.res, end);
	};
}

/** The trace that a caller's header names, whatever its version; null where it is none. */
function traceOf(traceparent: string): { readonly id: string; readonly flags: string } | null {
	const [, version, id, flags, more] = TRACEPARENT.exec(traceparent) ?? [];
	if (id === undefined || flags === undefined) return null;
	if (version === "ff" || (version === "00" && more !== undefined)) return null;
	return { id, flags };
}
