/** The Hono application: every route, what happens before it, and what happens when it fails. */

import { OpenAPIHono } from "@hono/zod-openapi";
import { secureHeaders } from "hono/secure-headers";
import { askBody } from "../contract/ask.ts";
import { errorResponse, problemResponse, validationResponse } from "./problem.ts";
import { routeArticles } from "./routes/articles.ts";
import { routeAsk } from "./routes/ask.ts";
import { routeHealth } from "./routes/health.ts";
import { routeOtherMethods } from "./routes/other-methods.ts";
import { routePages } from "./routes/pages.ts";
import type { ServerOptions } from "./server-options.ts";

const KNOWN_PARAMETERS = Object.keys(askBody.shape);

/** An application without a server: mount it, or ask it by `app.request()`. */
export function createApp(options: ServerOptions): OpenAPIHono {
	const app = new OpenAPIHono({
		defaultHook: (result, context) => {
			if (!result.success) return validationResponse(context, result.error, KNOWN_PARAMETERS);
			return undefined;
		},
	});
	app.use(
		secureHeaders({
			contentSecurityPolicy: {
				defaultSrc: ["'none'"],
				scriptSrc: ["'self'"],
				styleSrc: ["'self'"],
				connectSrc: ["'self'"],
				imgSrc: ["'self'", "data:"],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				frameAncestors: ["'none'"],
			},
			// A plain-HTTP server on localhost must not pin itself to HTTPS; the proxy in front does that.
			strictTransportSecurity: false,
		}),
	);
	routeHealth(app, options);
	routeAsk(app, options);
	routeArticles(app, options);
	app.doc31("/openapi.json", {
		openapi: "3.1.0",
		info: {
			title: "sitecite",
			version: "0.1.0",
			description: "Answers questions with exact, cited sentences of your articles.",
		},
	});
	routePages(app, options);
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
