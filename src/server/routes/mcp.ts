/** `POST /mcp`: the Model Context Protocol over streamable HTTP, one message a request. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { answerRequest } from "../../mcp/answer-request.ts";
import { problemResponse } from "../problem.ts";
import type { ServerOptions } from "../server-options.ts";

export function routeMcp(app: OpenAPIHono, options: ServerOptions): void {
	app.post("/mcp", async (context) => {
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
		return await answerRequest(context.req.raw, message, options);
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
