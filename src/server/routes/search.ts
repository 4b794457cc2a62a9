/** `GET` and `POST /api/search`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requireKnownFields } from "../../app/known-fields.ts";
import { searchOf } from "../../app/parse-search.ts";
import { noParameters } from "../../contract/parameters.ts";
import { namedSearchBody, searchQuery, searchResponse } from "../../contract/search.ts";
import { isFresh, notModified } from "../freshness.ts";
import { bodyRefusals, jsonBody, jsonContent, problemContent } from "../openapi.ts";
import type { RouteOptions } from "../service.ts";
import { namingFaults, namingFaultsOfBody } from "../unknown-parameters.ts";

const searchByQuery = createRoute({
	method: "get",
	path: "/api/search",
	operationId: "search",
	summary: "Search while typing",
	description:
		"Finds articles by their words; the last word may be half typed. Each article is one result, shown by its best passage.",
	request: { query: searchQuery },
	responses: {
		200: jsonContent("The articles that hold the words, best first.", searchResponse),
		304: notModified,
		400: problemContent("A parameter is missing, unknown or not valid."),
	},
});

const searchByBody = createRoute({
	method: "post",
	path: "/api/search",
	operationId: "searchWithBody",
	summary: "Search, as JSON",
	description: "As `GET`, for what is too long for an address. It is not kept by caches.",
	request: {
		query: noParameters,
		body: jsonBody(namedSearchBody),
	},
	responses: {
		200: jsonContent("The articles that hold the words, best first.", searchResponse),
		...bodyRefusals,
	},
});

export function routeSearch(app: OpenAPIHono, { index, answers }: RouteOptions): void {
	app.openapi(
		searchByQuery,
		async (context) => {
			const open = index();
			const wanted = searchOf(context.req.valid("query"));
			requireKnownFields(open, wanted.filter);
			if (isFresh(context, open)) return context.body(null, 304);
			return context.json(await answers().search(wanted, context.req.raw.signal), 200);
		},
		namingFaults(searchQuery),
	);
	app.openapi(
		searchByBody,
		async (context) => {
			const wanted = searchOf(context.req.valid("json"));
			context.header("cache-control", "no-store");
			return context.json(await answers().search(wanted, context.req.raw.signal), 200);
		},
		namingFaultsOfBody(namedSearchBody),
	);
}
