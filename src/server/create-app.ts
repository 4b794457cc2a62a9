/** The Hono application: every route, what happens before it, and what happens when it fails. */

import { OpenAPIHono } from "@hono/zod-openapi";
import { guardAll, guardWork } from "./middleware/guards.ts";
import { describeRefusals } from "./openapi.ts";
import { errorResponse, nothingHere, validationResponse } from "./problem.ts";
import { routeAdmin } from "./routes/admin.ts";
import { routeArticles } from "./routes/articles.ts";
import { routeAsk } from "./routes/ask.ts";
import { routeDescription } from "./routes/description.ts";
import { routeDevelopment } from "./routes/development.ts";
import { routeDiscovery } from "./routes/discovery.ts";
import { routeFeedback } from "./routes/feedback.ts";
import { routeHealth } from "./routes/health.ts";
import { routeMcp } from "./routes/mcp.ts";
import { routeMetrics } from "./routes/metrics.ts";
import { routeOtherMethods } from "./routes/other-methods.ts";
import { routePages } from "./routes/pages.ts";
import { routeSearch } from "./routes/search.ts";
import { routeSuggest } from "./routes/suggest.ts";
import { routeWidget } from "./routes/widget.ts";
import type { ServerOptions } from "./server-options.ts";
import { serviceOf } from "./service.ts";

export type { ServerOptions };

/** An application without a server: mount it, or ask it by `app.request()`. */
export function createApp(options: ServerOptions): OpenAPIHono {
	const app = new OpenAPIHono({
		defaultHook: (result, context) =>
			result.success ? undefined : validationResponse(context, result.error, []),
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
	routeSuggest(app, routes);
	routeMcp(app, service);
	routeFeedback(app, routes);
	describeRefusals(app);
	routeDescription(app, service);
	routeDiscovery(app, service);
	routeWidget(app);
	routePages(app, routes);
	routeOtherMethods(app);
	// A route, not `notFound`: an application that mounts this one has a handler of its own for that.
	app.all("*", nothingHere);
	app.onError((error, context) => errorResponse(context, error, options.report));
	return app;
}
