/** What a path that exists answers to a method that it does not have. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { problemResponse } from "../problem.ts";

/** Mounts a 405, and an answer to OPTIONS, that say which methods there are (RFC 9110) on every path of `app` so far, wildcards left out. */
export function routeOtherMethods(app: OpenAPIHono): void {
	const allowed = new Map<string, string[]>();
	for (const { path, method } of app.routes) {
		if (method === "ALL" || path.includes("*")) continue;
		// Whatever answers GET answers HEAD.
		const methods = method === "GET" ? ["GET", "HEAD"] : [method];
		allowed.set(path, [...(allowed.get(path) ?? []), ...methods]);
	}
	for (const [path, methods] of allowed) {
		const allow = [...new Set([...methods, "OPTIONS"])].join(", ");
		app.all(path, (context) => {
			context.header("allow", allow);
			if (context.req.method === "OPTIONS") return context.body(null, 204);
			const detail = `${context.req.path} does not take ${context.req.method}. Use one of ${allow}.`;
			return problemResponse(context, 405, "method_not_allowed", detail);
		});
	}
}
