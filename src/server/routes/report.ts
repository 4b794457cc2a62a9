/** `GET /admin/report`: what readers asked, as JSON or as a page. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { z } from "zod";
import { DEFAULT_REPORT_DAYS, MAX_REPORT_DAYS } from "../../app/question-settings.ts";
import { deadline } from "../middleware/deadline.ts";
import { problemResponse, validationResponse } from "../problem.ts";
import { reportPage } from "../report/report-page.ts";
import type { ServerOptions } from "../server-options.ts";

/** Less than it takes for a connection on which nothing moves to be given up. */
const REPORT_MS = 25_000;

const reportQuery = z.strictObject({
	days: z
		.string("must be given once")
		.regex(/^\d{1,9}$/, "must be a whole number")
		.transform(Number)
		.pipe(z.int().min(1).max(MAX_REPORT_DAYS, `must be at most ${MAX_REPORT_DAYS}`))
		.default(DEFAULT_REPORT_DAYS),
});

/** Mounts it, behind whatever keeps `/admin` to the operator. */
export function routeReport(app: OpenAPIHono, options: ServerOptions): void {
	const { questions, index, settings } = options;
	app.use("/admin/report", deadline(REPORT_MS));
	app.get("/admin/report", async (context) => {
		if (questions === undefined) {
			const detail = 'This service keeps no questions. Set "questions.log" to true.';
			return problemResponse(context, 404, "questions_not_logged", detail);
		}
		const given = Object.entries(context.req.queries()).map(([name, values]) => [
			name,
			values.length === 1 ? values[0] : values,
		]);
		const query = reportQuery.safeParse(Object.fromEntries(given));
		if (!query.success) {
			return validationResponse(context, query.error, Object.keys(reportQuery.shape));
		}
		const { signal } = context.req.raw;
		const { days } = query.data;
		const report = await questions.report({ index: index(), settings, days, signal });
		context.header("cache-control", "no-store");
		context.header("vary", "Accept, Authorization", { append: true });
		const type = accepts(context, {
			header: "Accept",
			supports: ["application/json", "text/html"],
			default: "application/json",
		});
		return type === "text/html" ? context.html(reportPage(report)) : context.json(report, 200);
	});
}
