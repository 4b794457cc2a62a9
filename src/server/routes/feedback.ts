/** `POST /api/feedback`: whether an answer helped. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { feedbackBody } from "../../contract/feedback.ts";
import { noParameters } from "../../contract/parameters.ts";
import { bodyRefusals, jsonBody, problemContent } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaultsOfBody } from "../unknown-parameters.ts";

const feedback = createRoute({
	method: "post",
	path: "/api/feedback",
	operationId: "sendFeedback",
	summary: "Say whether an answer helped",
	description: "Kept without anything that says who sent it, where the service keeps questions.",
	request: {
		query: noParameters,
		body: jsonBody(feedbackBody),
	},
	responses: {
		204: { description: "It will be kept." },
		...bodyRefusals,
		404: problemContent("The service keeps no questions."),
	},
});

/** Mounts it; where no questions are kept, it says so whatever it is sent. */
export function routeFeedback(app: OpenAPIHono, { questions }: ServerOptions): void {
	if (questions === undefined) {
		app.openAPIRegistry.registerPath(feedback);
		app.post(feedback.path, (context) =>
			problemResponse(
				context,
				404,
				"questions_not_logged",
				"This service keeps no questions, and so no ratings.",
			),
		);
		return;
	}
	app.openapi(
		feedback,
		(context) => {
			questions.rated(context.req.valid("json"));
			return context.body(null, 204);
		},
		namingFaultsOfBody(feedbackBody),
	);
}
