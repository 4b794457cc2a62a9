/** Gives every request an id, carries its trace on, and keeps its index open until its answer is made. */

import { randomBytes, randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { whenMade } from "../event-stream.ts";
import { RequestScope, withScope } from "../request-scope.ts";

/** Of a caller's making, but fit for a log: nothing that could pass for another line or field. */
const REQUEST_ID = /^[\w.:-]{8,64}$/;

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** To come first of all: what runs behind it belongs to the request. */
export function requestScope(): MiddlewareHandler {
	return async (context, next) => {
		const given = context.req.header("x-request-id") ?? "";
		const requestId = REQUEST_ID.test(given) ? given : randomUUID();
		const trace = TRACEPARENT.exec(context.req.header("traceparent") ?? "");
		const scope = new RequestScope(requestId, trace?.[1] ?? null);
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
			context.header("traceparent", `00-${trace[1]}-${randomBytes(8).toString("hex")}-${trace[2]}`);
		}
		context.res = whenMade(context.res, end);
	};
}
