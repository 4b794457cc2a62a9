/** `GET /api/suggest`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { suggest } from "../../app/suggest.ts";
import { suggestQuery, suggestResponse } from "../../contract/suggest.ts";
import { isFresh, notModified } from "../freshness.ts";
import { problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

const suggestions = createRoute({
	method: "get",
	path: "/api/suggest",
	operationId: "suggest",
	summary: "Suggest titles and headings for what is being typed",
	request: { query: suggestQuery },
	responses: {
		200: {
			description: "Titles and headings with a word that begins so, the best first.",
			content: { "application/json": { schema: suggestResponse } },
		},
		304: notModified,
		400: problemContent("A parameter is missing, unknown or not valid."),
	},
});

export function routeSuggest(app: OpenAPIHono, { index }: ServerOptions): void {
	app.openapi(
		suggestions,
		(context) => {
			const open = index();
			if (isFresh(context, open)) return context.body(null, 304);
			const { q, limit } = context.req.valid("query");
			return context.json(suggest(open, q, limit), 200);
		},
		namingFaults(suggestQuery),
	);
}
