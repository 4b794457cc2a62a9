/** `GET /admin/report`: what readers asked, as JSON or as a page. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { z } from "zod";
import { DEFAULT_REPORT_DAYS, MAX_REPORT_DAYS } from "../../app/question-settings.ts";
import { asDigits } from "../../contract/parameters.ts";
import { questionReport } from "../../contract/question-report.ts";
import { deadline } from "../middleware/deadline.ts";
import { forOperator, problemContent } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { reportPage } from "../report/report-page.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

/** Less than it takes for a connection on which nothing moves to be given up. */
const REPORT_MS = 25_000;

const reportQuery = z.strictObject({
	days: asDigits(
		z
			.int("must be a whole number")
			.min(1, "must be at least 1")
			.max(MAX_REPORT_DAYS, `must be at most ${MAX_REPORT_DAYS}`)
			.default(DEFAULT_REPORT_DAYS),
	).meta({ description: "How far back to look.", example: 7 }),
});

const reportRoute = createRoute({
	...forOperator,
	method: "get",
	path: "/admin/report",
	operationId: "report",
	summary: "Report what readers asked",
	description: "With `Accept: text/html`, as a browser sends it, a page.",
	request: { query: reportQuery },
	responses: {
		...forOperator.responses,
		200: {
			description: "What was asked most, what was not answered, and what did not help.",
			content: {
				"application/json": { schema: questionReport },
				"text/html": { schema: z.string() },
			},
		},
		400: problemContent("A parameter is unknown or not valid."),
		404: problemContent("The service keeps no questions."),
		503: problemContent("It took too long; see Retry-After."),
	},
});

/** Mounts it, behind whatever keeps `/admin` to the operator. */
export function routeReport(app: OpenAPIHono, options: ServerOptions): void {
	const { questions, index, settings } = options;
	app.use(reportRoute.path, deadline(REPORT_MS));
	app.openapi(
		reportRoute,
		async (context) => {
			if (questions === undefined) {
				const detail = 'This service keeps no questions. Set "questions.log" to true.';
				return problemResponse(context, 404, "questions_not_logged", detail) as never;
			}
			const { signal } = context.req.raw;
			const { days } = context.req.valid("query");
			const report = await questions.report({ index: index(), settings, days, signal });
			context.header("cache-control", "no-store");
			context.header("vary", "Accept, Authorization", { append: true });
			const type = accepts(context, {
				header: "Accept",
				supports: ["application/json", "text/html"],
				default: "application/json",
			});
			if (type === "text/html") return context.html(reportPage(report));
			return context.json(report, 200);
		},
		namingFaults(reportQuery),
	);
}
