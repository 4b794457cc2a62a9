/** Parts of the OpenAPI description that several routes share. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { problem } from "../contract/problem.ts";

/** A response that is a problem. */
export function problemContent(description: string) {
	return { description, content: { "application/problem+json": { schema: problem } } };
}

/** Adds to every operation of the API so far what may happen to any request before its handler sees it. */
export function describeRefusals(app: OpenAPIHono): void {
	for (const definition of app.openAPIRegistry.definitions) {
		if (definition.type !== "route" || !definition.route.path.startsWith("/api/")) continue;
		const { responses } = definition.route;
		responses[414] ??= problemContent("The address is longer than 4 kB.");
		responses[429] ??= problemContent("The client has used up its requests; see Retry-After.");
		responses[503] ??= problemContent("There is no room for the question now; see Retry-After.");
	}
}
