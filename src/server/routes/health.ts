/** `GET /health/live` and `/health/ready`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { NO_WORKERS } from "../../app/worker-figures.ts";
import { liveness, readiness } from "../../contract/health.ts";
import { noParameters } from "../../contract/parameters.ts";
import { jsonContent, parameterSent, problemContent } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

/** A copy would say how it was. */
const NOT_KEPT = { "cache-control": "no-store" };

const live = createRoute({
	method: "get",
	path: "/health/live",
	operationId: "live",
	summary: "Whether the process answers",
	request: { query: noParameters },
	responses: {
		200: jsonContent("It does.", liveness),
		400: parameterSent,
	},
});

const ready = createRoute({
	method: "get",
	path: "/health/ready",
	operationId: "ready",
	summary: "Whether an index is being served, and which",
	request: { query: noParameters },
	responses: {
		200: jsonContent("One is.", readiness),
		400: parameterSent,
		503: problemContent("None is, or the service is about to end."),
	},
});

export function routeHealth(
	app: OpenAPIHono,
	{ index, live: liveIndex, isEnding }: ServerOptions,
): void {
	app.openapi(
		live,
		(context) => context.json({ status: "ok" as const }, 200, NOT_KEPT),
		namingFaults(noParameters),
	);
	app.use(ready.path, async (context, next) => {
		if (!isEnding?.()) return next();
		return problemResponse(context, 503, "ending", "This service is about to end.");
	});
	app.openapi(
		ready,
		(context) => {
			const { info, embedderId, degraded } = index();
			const status = "ok" as const;
			const refused = liveIndex?.refused ?? null;
			const { threads: open, wanted, fault } = liveIndex?.workers ?? NO_WORKERS;
			const workers = { open, wanted, fault };
			const body = { status, degraded, refused, workers, index: { ...info, embedder: embedderId } };
			return context.json(body, 200, NOT_KEPT);
		},
		namingFaults(noParameters),
	);
}
