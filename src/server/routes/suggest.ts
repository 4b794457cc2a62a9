/** `GET /api/suggest`. */

import { createHash } from "node:crypto";
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { suggest } from "../../app/suggest.ts";
import { suggestQuery, suggestResponse } from "../../contract/suggest.ts";
import { isFresh, notModified } from "../freshness.ts";
import { jsonContent, problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

const suggestions = createRoute({
	method: "get",
	path: "/api/suggest",
	operationId: "suggest",
	summary: "Suggest titles and headings for what is being typed",
	request: { query: suggestQuery },
	responses: {
		200: jsonContent(
			"Titles and headings with a word that begins so, the best first, and questions of others.",
			suggestResponse,
		),
		304: notModified,
		400: problemContent("A parameter is missing, unknown or not valid."),
	},
});

export function routeSuggest(app: OpenAPIHono, { index, questions }: ServerOptions): void {
	app.openapi(
		suggestions,
		(context) => {
			const open = index();
			const { q, limit } = context.req.valid("query");
			const others = questions?.suggestions.find(q, limit) ?? [];
			if (isFresh(context, open, ...others.map(digestOf))) return context.body(null, 304);
			return context.json(suggest(open, q, limit, others), 200);
		},
		namingFaults(suggestQuery),
	);
}

/** A part of a tag that changes with the text and does not show it. */
function digestOf(text: string): string {
	return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}
