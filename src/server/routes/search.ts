/** `GET /api/search`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requireKnownFields } from "../../app/known-fields.ts";
import { searchOf } from "../../app/parse-search.ts";
import { search } from "../../app/search.ts";
import { searchQuery, searchResponse } from "../../contract/search.ts";
import { isFresh, notModified } from "../freshness.ts";
import { problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

const searchByQuery = createRoute({
	method: "get",
	path: "/api/search",
	operationId: "search",
	summary: "Search while typing",
	description:
		"Finds articles by their words; the last word may be half typed. Each article is one result, shown by its best passage.",
	request: { query: searchQuery },
	responses: {
		200: {
			description: "The articles that hold the words, best first.",
			content: { "application/json": { schema: searchResponse } },
		},
		304: notModified,
		400: problemContent("A parameter is missing, unknown or not valid."),
	},
});

export function routeSearch(app: OpenAPIHono, { index }: ServerOptions): void {
	app.openapi(
		searchByQuery,
		async (context) => {
			const open = index();
			const wanted = searchOf(context.req.valid("query"));
			requireKnownFields(open, wanted.filter);
			if (isFresh(context, open)) return context.body(null, 304);
			return context.json(await search(open, wanted, context.req.raw.signal), 200);
		},
		namingFaults(searchQuery),
	);
}
