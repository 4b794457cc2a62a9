/** What each request asks for, by the names that the API's description gives. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

/** Everything that the description does not name: pages, their assets, addresses where nothing is. */
const OTHER = "other";

/** Tells a request's operation id. To be asked once all routes are mounted. */
export function operationsOf(app: OpenAPIHono): (context: Context) => string {
	const ids = new Map<string, string>();
	for (const definition of app.openAPIRegistry.definitions) {
		if (definition.type !== "route") continue;
		const { method, path, operationId } = definition.route;
		// `/articles/{id}` in OpenAPI is `/articles/:id` in Hono.
		const routed = path.replaceAll(/\{(.+?)\}/g, ":$1");
		if (operationId) ids.set(`${method.toUpperCase()} ${routed}`, operationId);
	}
	return (context) => {
		const method = context.req.method === "HEAD" ? "GET" : context.req.method;
		for (const { path, basePath } of matchedRoutes(context)) {
			// The application may be mounted below a path of another one.
			const own = basePath === "/" ? path : path.slice(basePath.length);
			const id = ids.get(`${method} ${own}`);
			if (id !== undefined) return id;
		}
		return OTHER;
	};
}
