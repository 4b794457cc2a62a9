/** `POST /mcp`: the Model Context Protocol over streamable HTTP, one message a request. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { answerRequest } from "../../mcp/answer-request.ts";
import { problemResponse } from "../problem.ts";
import type { Service } from "../service.ts";

/**
 * Pages of other origins are refused, as the protocol asks: a name that is made to lead to this machine would else let any
 * page ask a service that is meant for this machine alone.
 */
export function routeMcp(
	app: OpenAPIHono,
	{ routes, settings: { allowedOrigins, publicUrl } }: Pick<Service, "routes" | "settings">,
): void {
	const allowed = new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])]);
	app.post("/mcp", async (context) => {
		const origin = context.req.header("origin");
		if (origin !== undefined && !allowed.has(origin)) {
			const detail =
				"Pages of this origin may not ask here; server.allowedOrigins lists those that may.";
			return problemResponse(context, 403, "forbidden_origin", detail);
		}
		const text = await context.req.text();
		const message = parseJson(text);
		if (message === undefined) {
			return problemResponse(context, 400, "bad_request", "The body is not JSON.");
		}
		// One request is one question: a list of them would get round every limit on how many are answered.
		if (Array.isArray(message)) {
			const detail = "Send one message at a time: batches are no part of the protocol any more.";
			return problemResponse(context, 400, "bad_request", detail);
		}
		context.header("cache-control", "no-store");
		return await answerRequest(context.req.raw, message, routes);
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
