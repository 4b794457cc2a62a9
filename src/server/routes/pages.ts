/** The demo page at `/`, its assets, and a page for each article whose URL has no host. */

import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { readArticleByPath } from "../../app/read-article.ts";
import { articlePage } from "../demo/article-page.ts";
import type { ServerOptions } from "../server-options.ts";

const ASSETS = {
	"/": { file: "index.html", type: "text/html; charset=utf-8" },
	"/demo.css": { file: "demo.css", type: "text/css; charset=utf-8" },
	"/demo.js": { file: "demo.js", type: "text/javascript; charset=utf-8" },
} as const;

export function routePages(app: OpenAPIHono, { index }: ServerOptions): void {
	for (const [path, { file, type }] of Object.entries(ASSETS)) {
		const content = readFileSync(new URL(`../demo/${file}`, import.meta.url), "utf8");
		app.get(path, (context) => context.body(content, 200, { "content-type": type }));
	}
	// Last of all routes: articles may be published under any path.
	app.get("/*", async (context, next) => {
		const article = await readArticleByPath(index(), context.req.path);
		if (article === null) return next();
		return context.html(articlePage(article));
	});
}
