/** `GET /api/articles/{id}`: one article, canonical text included. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { readArticle } from "../../app/read-article.ts";
import { articleResponse } from "../../contract/article.ts";
import { problemContent } from "../openapi.ts";
import type { ServerOptions } from "../server-options.ts";

const articleById = createRoute({
	method: "get",
	path: "/api/articles/{id}",
	operationId: "getArticle",
	summary: "Read an article",
	request: { params: z.object({ id: z.string().min(1).max(500) }) },
	responses: {
		200: {
			description: "The article with its canonical text.",
			content: { "application/json": { schema: articleResponse } },
		},
		404: problemContent("The index has no article of that id."),
	},
});

export function routeArticles(app: OpenAPIHono, { index }: ServerOptions): void {
	app.openapi(articleById, async (context) => {
		const article = await readArticle(index(), context.req.valid("param").id);
		return context.json(article, 200);
	});
}
