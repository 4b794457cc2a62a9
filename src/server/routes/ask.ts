/** `GET` and `POST /api/ask`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import { ask } from "../../app/ask.ts";
import { questionOf } from "../../app/parse-question.ts";
import { type AskBody, askBody, askQuery, askResponse } from "../../contract/ask.ts";
import { problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";

const responses = {
	200: {
		description: "The answer, or no answer, with the passages nearest to the question.",
		content: { "application/json": { schema: askResponse } },
	},
	400: problemContent("A parameter is missing, unknown or not valid."),
};

const askByQuery = createRoute({
	method: "get",
	path: "/api/ask",
	operationId: "ask",
	summary: "Ask a question",
	request: { query: askQuery },
	responses,
});

const askByBody = createRoute({
	method: "post",
	path: "/api/ask",
	operationId: "askWithBody",
	summary: "Ask a question, as JSON",
	request: {
		body: { required: true, content: { "application/json": { schema: askBody } } },
	},
	responses: {
		...responses,
		413: problemContent("The body is larger than 16 kB."),
		415: problemContent("The body is not sent as JSON."),
	},
});

/** Mounts both forms of the question. */
export function routeAsk(app: OpenAPIHono, { index, settings, onAnswer }: ServerOptions): void {
	const answer = async (parameters: AskBody | z.infer<typeof askQuery>, signal: AbortSignal) => {
		const response = await ask(index(), questionOf(parameters), settings, signal);
		onAnswer?.(response);
		return response;
	};

	app.openapi(askByQuery, async (context) => {
		const response = await answer(context.req.valid("query"), context.req.raw.signal);
		return context.json(response, 200);
	});
	app.openapi(askByBody, async (context) => {
		const response = await answer(context.req.valid("json"), context.req.raw.signal);
		return context.json(response, 200);
	});
}
