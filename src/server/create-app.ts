/** The Hono application: every route, what happens before it, and what happens when it fails. */

import { OpenAPIHono } from "@hono/zod-openapi";
import { PACKAGE_VERSION } from "../app/package-version.ts";
import { askBody } from "../contract/ask.ts";
import { searchBody } from "../contract/search.ts";
import { guardAll, guardWork } from "./middleware/guards.ts";
import { mountPoint } from "./mount-point.ts";
import { describeRefusals } from "./openapi.ts";
import { errorResponse, problemResponse, validationResponse } from "./problem.ts";
import { routeAdmin } from "./routes/admin.ts";
import { routeArticles } from "./routes/articles.ts";
import { routeAsk } from "./routes/ask.ts";
import { routeDevelopment } from "./routes/development.ts";
import { routeHealth } from "./routes/health.ts";
import { routeMetrics } from "./routes/metrics.ts";
import { routeOtherMethods } from "./routes/other-methods.ts";
import { routePages } from "./routes/pages.ts";
import { routeSearch } from "./routes/search.ts";
import type { ServerOptions } from "./server-options.ts";
import { serviceOf } from "./service.ts";

export type { ServerOptions };

/** By path: what it may be asked with, to name the nearest to one that it may not. */
const KNOWN_PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
	["/api/ask", Object.keys(askBody.shape)],
	["/api/search", Object.keys(searchBody.shape)],
]);

/** An application without a server: mount it, or ask it by `app.request()`. */
export function createApp(options: ServerOptions): OpenAPIHono {
	const app = new OpenAPIHono({
		defaultHook: (result, context) => {
			if (result.success) return undefined;
			const known = KNOWN_PARAMETERS.get(context.req.path) ?? [];
			return validationResponse(context, result.error, known);
		},
	});
	const service = serviceOf(options);
	const { routes } = service;
	guardAll(app, service);
	// Whoever watches the service must reach it when others are turned away.
	routeHealth(app, routes);
	routeMetrics(app, service);
	routeDevelopment(app, routes);
	guardWork(app, service);
	routeAdmin(app, routes);
	routeAsk(app, routes);
	routeSearch(app, routes);
	routeArticles(app, routes);
	describeRefusals(app);
	app.doc31("/openapi.json", (context) => ({
		openapi: "3.1.0",
		info: {
			title: "sitecite",
			version: PACKAGE_VERSION,
			description: "Answers questions with exact, cited sentences of your articles.",
		},
		servers: [{ url: mountPoint(context) || "/" }],
	}));
	routePages(app, routes);
	routeOtherMethods(app);
	app.notFound((context) =>
		problemResponse(
			context,
			404,
			"not_found",
			`There is nothing at ${context.req.path}. /openapi.json lists what there is.`,
		),
	);
	app.onError((error, context) => errorResponse(context, error, options.report));
	return app;
}
