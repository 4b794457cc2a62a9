/** `POST /mcp`: the Model Context Protocol over streamable HTTP, one message a request. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { mcpMessage, mcpReply } from "../../contract/mcp-message.ts";
import { answerRequest } from "../../mcp/answer-request.ts";
import { jsonBody, jsonContent, problemContent } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import type { Service } from "../service.ts";

const replyContent = (description: string) => jsonContent(description, mcpReply);

const unreadable = "The body is no message of the protocol, or of a version that is not spoken.";

const mcp = createRoute({
	method: "post",
	path: "/mcp",
	operationId: "mcp",
	summary: "Speak the Model Context Protocol",
	description:
		"Streamable HTTP without sessions, one message a request. `Accept` must name application/json and text/event-stream, or take anything.",
	request: {
		body: jsonBody(mcpMessage),
	},
	responses: {
		200: replyContent("What the request asks for, or why not."),
		202: { description: "It was a notification: nothing is to be said." },
		400: {
			...problemContent(unreadable),
			content: { ...problemContent(unreadable).content, ...replyContent(unreadable).content },
		},
		403: problemContent("A page of an origin that may not ask here sent it."),
		406: replyContent("Both types must be accepted."),
		413: problemContent("The body is larger than 16 kB."),
		415: replyContent("The body is not sent as JSON."),
	},
});

/**
 * Pages of other origins are refused, as the protocol asks: a name that is made to lead to this machine would else let any
 * page ask a service that is meant for this machine alone.
 */
export function routeMcp(
	app: OpenAPIHono,
	{ routes, settings: { allowedOrigins, publicUrl } }: Pick<Service, "routes" | "settings">,
): void {
	const allowed = new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])]);
	// The protocol's own library says what is wrong with a message.
	app.openAPIRegistry.registerPath(mcp);
	app.post(mcp.path, async (context) => {
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
