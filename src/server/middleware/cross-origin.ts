/** Lets pages of the listed origins read answers, and no others. */

import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

/** A browser asks again after so long; ten minutes is the most some of them remember. */
const PREFLIGHT_SECONDS = 600;

/** @param allowedOrigins exactly as a browser sends them */
export function crossOrigin(allowedOrigins: readonly string[]): MiddlewareHandler {
	const allowed = new Set(allowedOrigins);
	const allow = cors({
		origin: (origin) => (allowed.has(origin) ? origin : null),
		allowMethods: ["GET", "HEAD", "POST"],
		allowHeaders: ["Content-Type", "X-Request-Id", "Traceparent", "Mcp-Protocol-Version"],
		exposeHeaders: ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
		maxAge: PREFLIGHT_SECONDS,
	});
	return async (context, next) => {
		const isAllowed = allowed.has(context.req.header("origin") ?? "");
		// Without the asked-for method it is no preflight, but a question about the resource itself.
		const isPlainOptions =
			context.req.method === "OPTIONS" &&
			context.req.header("access-control-request-method") === undefined;
		if (isAllowed && !isPlainOptions) return allow(context, next);
		await next();
		// Else a cache would give one origin's answer to another.
		if (allowed.size > 0) context.header("vary", "Origin", { append: true });
	};
}
