/** `/openapi.json`, which describes every operation, and `/docs`, the same for people. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { PACKAGE_VERSION } from "../../app/package-version.ts";
import { docsPage } from "../docs/docs-page.ts";
import { mountPoint } from "../mount-point.ts";

/** To be mounted after all operations. */
export function routeDescription(app: OpenAPIHono): void {
	const documentFor = (context: Context) =>
		app.getOpenAPI31Document({
			openapi: "3.1.0",
			info: {
				title: "sitecite",
				version: PACKAGE_VERSION,
				description: "Answers questions with exact, cited sentences of your articles.",
			},
			servers: [{ url: mountPoint(context) || "/" }],
		});
	app.get("/openapi.json", (context) => context.json(documentFor(context)));
	app.get("/docs", (context) => context.html(docsPage(documentFor(context))));
}
