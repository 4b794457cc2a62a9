/** `GET /api/articles`, `/api/articles/{id}` and `/api/articles/{id}/related`. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { listArticles, readListing } from "../../app/list-articles.ts";
import { readArticle } from "../../app/read-article.ts";
import { relatedArticles } from "../../app/related-articles.ts";
import { requireArticle } from "../../app/require-article.ts";
import { articleResponse } from "../../contract/article.ts";
import { articleListQuery, articleListResponse } from "../../contract/article-list.ts";
import { noParameters } from "../../contract/parameters.ts";
import { relatedQuery, relatedResponse } from "../../contract/related.ts";
import { isFresh, notModified } from "../freshness.ts";
import { jsonContent, problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";

const badRequest = problemContent("A parameter is unknown or not valid.");
const noSuchArticle = problemContent("The index has no article of that id.");

const params = z.object({
	id: z.string().min(1).max(500).meta({
		description: "The article's `id`, as citations and lists have it.",
		example: "corpus-features-2023-07-03-the-great-stink-of-london-9cfb9e1ece",
	}),
});

const articles = createRoute({
	method: "get",
	path: "/api/articles",
	operationId: "listArticles",
	summary: "List articles",
	request: { query: articleListQuery },
	responses: {
		200: jsonContent("One page of the articles that match.", articleListResponse),
		304: notModified,
		400: badRequest,
	},
});

const articleById = createRoute({
	method: "get",
	path: "/api/articles/{id}",
	operationId: "getArticle",
	summary: "Read an article",
	request: { params, query: noParameters },
	responses: {
		200: jsonContent("The article with its canonical text.", articleResponse),
		304: notModified,
		400: badRequest,
		404: noSuchArticle,
	},
});

const related = createRoute({
	method: "get",
	path: "/api/articles/{id}/related",
	operationId: "listRelatedArticles",
	summary: "List the articles nearest in meaning to one",
	request: { params, query: relatedQuery },
	responses: {
		200: jsonContent("The nearest other articles.", relatedResponse),
		304: notModified,
		400: badRequest,
		404: noSuchArticle,
	},
});

export function routeArticles(app: OpenAPIHono, { index }: ServerOptions): void {
	app.openapi(
		articles,
		async (context) => {
			const open = index();
			const parameters = context.req.valid("query");
			readListing(open, parameters);
			if (isFresh(context, open)) return context.body(null, 304);
			return context.json(await listArticles(open, parameters), 200);
		},
		namingFaults(articleListQuery),
	);
	app.openapi(
		articleById,
		async (context) => {
			const open = index();
			const { id } = context.req.valid("param");
			requireArticle(open, id);
			if (isFresh(context, open)) return context.body(null, 304);
			return context.json(await readArticle(open, id), 200);
		},
		namingFaults(noParameters),
	);
	app.openapi(
		related,
		async (context) => {
			const open = index();
			const { id } = context.req.valid("param");
			const { limit } = context.req.valid("query");
			requireArticle(open, id);
			if (isFresh(context, open)) return context.body(null, 304);
			return context.json(await relatedArticles(open, id, limit, context.req.raw.signal), 200);
		},
		namingFaults(relatedQuery),
	);
}
