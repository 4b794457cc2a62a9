/** What stands between a request and its handler, in order. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { operationsOf } from "../operations.ts";
import type { Service } from "../service.ts";
import { admission } from "./admission.ts";
import { compression } from "./compression.ts";
import { crossOrigin } from "./cross-origin.ts";
import { deadline } from "./deadline.ts";
import { faultPages } from "./fault-pages.ts";
import { observe } from "./observe.ts";
import { rateLimit } from "./rate-limit.ts";
import { requestScope } from "./request-scope.ts";
import { securityHeaders } from "./security-headers.ts";
import { urlLimit } from "./url-limit.ts";
import { wholeBody } from "./whole-body.ts";

/** For every request: it is known, seen, and answered safely, in the form that its asker reads. */
export function guardAll(app: OpenAPIHono, { settings, log, metrics }: Service): void {
	app.use(requestScope());
	app.use(observe({ log, metrics, operationsOf: () => operationsOf(app) }));
	app.use(securityHeaders());
	app.use(crossOrigin(settings.allowedOrigins));
	app.use(compression());
	// Whatever refuses a request stands behind it, so that people are shown a page of that, too.
	app.use(faultPages());
	app.use(urlLimit());
}

/**
 * For every request that costs something: each client has its share, and questions have room. Nothing is admitted
 * before all of it has arrived.
 */
export function guardWork(app: OpenAPIHono, service: Service): void {
	const { settings, gate, metrics } = service;
	app.use(rateLimit(settings, service));
	app.use(wholeBody());
	for (const guard of [admission(gate, metrics), deadline(settings.timeouts.answerMs)]) {
		app.use("/api/*", guard);
		app.use("/ask", guard);
		// What a client merely listens to there has no end that could be waited for.
		app.use("/mcp", onPost(guard));
	}
}

function onPost(guard: MiddlewareHandler): MiddlewareHandler {
	return (context, next) => (context.req.method === "POST" ? guard(context, next) : next());
}
