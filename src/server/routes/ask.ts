/** `GET` and `POST /api/ask`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { z } from "zod";
import { requireKnownFields } from "../../app/known-fields.ts";
import { questionOf } from "../../app/parse-question.ts";
import {
	type AskResponse,
	askJson,
	askQuery,
	askResponse,
	slimAskResponse,
} from "../../contract/ask.ts";
import { noParameters } from "../../contract/parameters.ts";
import { isFresh, notModified } from "../freshness.ts";
import { bodyRefusals, jsonBody, problemContent } from "../openapi.ts";
import type { RouteOptions } from "../service.ts";
import { namingFaults, namingFaultsOfBody } from "../unknown-parameters.ts";
import { streamAnswer } from "./stream-answer.ts";

const EVENT_STREAM = "text/event-stream";

const json = { schema: z.union([askResponse, slimAskResponse]) };

const description = "The answer, or no answer, with the passages nearest to the question.";

const askByQuery = createRoute({
	method: "get",
	path: "/api/ask",
	operationId: "ask",
	summary: "Ask a question",
	request: { query: askQuery },
	responses: {
		200: { description, content: { "application/json": json } },
		304: notModified,
		400: problemContent("A parameter is missing, unknown or not valid."),
	},
});

const askByBody = createRoute({
	method: "post",
	path: "/api/ask",
	operationId: "askWithBody",
	summary: "Ask a question, as JSON",
	description:
		"With `Accept: text/event-stream` the passages come as soon as they are found, in an event `passages`, and then the answer with all that it cites, in an event `answer`, or where that fails `problem`; `fields` has no effect there.",
	request: {
		query: noParameters,
		body: jsonBody(askJson),
	},
	responses: {
		200: {
			description,
			content: { "application/json": json, [EVENT_STREAM]: { schema: z.string() } },
		},
		...bodyRefusals,
	},
});

/** Mounts both forms of the question. */
export function routeAsk(
	app: OpenAPIHono,
	{ index, answers, settings, report, onAnswer }: RouteOptions,
): void {
	app.openapi(
		askByQuery,
		async (context) => {
			const open = index();
			const { fields, ...parameters } = context.req.valid("query");
			const question = questionOf(parameters);
			requireKnownFields(open, question.filter);
			// "Last week" is another one tomorrow.
			const today = new Date().toISOString().slice(0, 10);
			if (isFresh(context, open, String(settings.threshold), today)) {
				return context.body(null, 304);
			}
			const response = await answers().ask(question, settings, context.req.raw.signal);
			onAnswer?.(response);
			return context.json(slimmed(response, fields), 200);
		},
		namingFaults(askQuery),
	);
	app.openapi(
		askByBody,
		async (context) => {
			const { fields, ...parameters } = context.req.valid("json");
			const { signal } = context.req.raw;
			const question = questionOf(parameters);
			context.header("cache-control", "no-store");
			const type = accepts(context, {
				header: "Accept",
				supports: ["application/json", EVENT_STREAM],
				default: "application/json",
			});
			if (type === EVENT_STREAM) {
				const { found, finish } = await answers().startAsking(question, settings, signal);
				const answered = async () => {
					const response = await finish();
					onAnswer?.(response);
					return response;
				};
				return streamAnswer(context, { found, finish: answered }, report);
			}
			const response = await answers().ask(question, settings, signal);
			onAnswer?.(response);
			return context.json(slimmed(response, fields), 200);
		},
		namingFaultsOfBody(askJson),
	);
}

/** The parts that were asked for; all of them where none was named. */
function slimmed(
	response: AskResponse,
	parts: readonly (keyof AskResponse)[] | undefined,
): Partial<AskResponse> {
	if (parts === undefined) return response;
	return Object.fromEntries(
		Object.entries(response).filter(([part]) => parts.includes(part as keyof AskResponse)),
	);
}
