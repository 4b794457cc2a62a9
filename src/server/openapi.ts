/** Parts of the OpenAPI description that several routes share. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ZodType } from "zod";
import { problem } from "../contract/problem.ts";

/** A response that is JSON. */
export function jsonContent<Schema extends ZodType>(description: string, schema: Schema) {
	return { description, content: { "application/json": { schema } } };
}

/** A body that must be sent, as JSON. */
export function jsonBody<Schema extends ZodType>(schema: Schema) {
	return { required: true, content: { "application/json": { schema } } };
}

/** A response that is a problem. */
export function problemContent(description: string) {
	return { description, content: { "application/problem+json": { schema: problem } } };
}

/** What an operation that takes no parameters makes of one. */
export const parameterSent = problemContent("A parameter was sent; there are none.");

/** What an operation makes of a body that it cannot take. */
export const bodyRefusals = {
	400: problemContent(
		"The body is no JSON, a field is missing, unknown or not valid, or a parameter was sent.",
	),
	413: problemContent("The body is larger than 16 kB."),
	415: problemContent("The body is not sent as JSON."),
};

/** The name of the scheme that {@link describeOperatorToken} describes. */
const OPERATOR = "operator";

/** Of routes that are for whoever has the operator's token: their security, and what others are told. */
export const forOperator = {
	security: [{ [OPERATOR]: [] }],
	responses: { 401: problemContent("The operator's token is missing or wrong.") },
};

/** Says how that token is sent. */
export function describeOperatorToken(app: OpenAPIHono): void {
	app.openAPIRegistry.registerComponent("securitySchemes", OPERATOR, {
		type: "http",
		scheme: "bearer",
		description:
			"The token that the service was started with. Where something is only looked at, a browser may send it as the password of Basic, with any name.",
	});
}

/** Whoever watches the service is let through whatever there is to do. */
const WATCHED = /^\/(?:health\/|metrics$)/;

/** What costs an answer, and so may find no room. */
const ADMITTED = /^\/(?:api\/|mcp$)/;

/** Adds to every operation of the API so far what may happen to any request before its handler sees it. */
export function describeRefusals(app: OpenAPIHono): void {
	for (const definition of app.openAPIRegistry.definitions) {
		if (definition.type !== "route") continue;
		const { path, responses } = definition.route;
		responses[414] ??= problemContent("The address is longer than 4 kB.");
		responses[431] ??= problemContent("Address and headers together are larger than 16 kB.");
		if (WATCHED.test(path)) continue;
		responses[429] ??= problemContent("The client has used up its requests; see Retry-After.");
		if (!ADMITTED.test(path)) continue;
		responses[503] ??= problemContent("There is no room for the question now; see Retry-After.");
	}
}
