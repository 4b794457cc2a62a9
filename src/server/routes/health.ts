/** `GET /health/live` and `/health/ready`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { liveness, readiness } from "../../contract/health.ts";
import { problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";

const live = createRoute({
	method: "get",
	path: "/health/live",
	operationId: "live",
	summary: "Whether the process answers",
	responses: {
		200: { description: "It does.", content: { "application/json": { schema: liveness } } },
	},
});

const ready = createRoute({
	method: "get",
	path: "/health/ready",
	operationId: "ready",
	summary: "Whether an index is being served, and which",
	responses: {
		200: { description: "One is.", content: { "application/json": { schema: readiness } } },
		503: problemContent("None is."),
	},
});

export function routeHealth(app: OpenAPIHono, { index, live: liveIndex }: ServerOptions): void {
	app.openapi(live, (context) => context.json({ status: "ok" as const }, 200));
	app.openapi(ready, (context) => {
		const { info, embedderId, degraded } = index();
		const status = "ok" as const;
		const refused = liveIndex?.refused ?? null;
		return context.json(
			{ status, degraded, refused, index: { ...info, embedder: embedderId } },
			200,
		);
	});
}
