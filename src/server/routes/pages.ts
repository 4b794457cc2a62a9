/** The demo page at `/`, its assets, and a page for each article whose URL has no host. */

import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { readArticleByPath } from "../../app/read-article.ts";
import { articlePage } from "../demo/article-page.ts";
import { linkToRoot, mountPoint, ownPath } from "../mount-point.ts";
import type { ServerOptions } from "../server-options.ts";

const HTML = "text/html; charset=utf-8";

const ASSETS = {
	"/demo.css": { file: "demo.css", type: "text/css; charset=utf-8" },
	"/demo.js": { file: "demo.js", type: "text/javascript; charset=utf-8" },
} as const;

export function routePages(app: OpenAPIHono, { index }: ServerOptions): void {
	const demo = readAsset("index.html");
	app.get("/", (context) => {
		// Relative links of the page count from the last slash.
		if (ownPath(context) === "") {
			return context.redirect(`${mountPoint(context)}/${new URL(context.req.url).search}`, 308);
		}
		return context.body(demo, 200, { "content-type": HTML });
	});
	for (const [path, { file, type }] of Object.entries(ASSETS)) {
		const content = readAsset(file);
		app.get(path, (context) => context.body(content, 200, { "content-type": type }));
	}
	// Last of all routes: articles may be published under any path.
	app.get("/*", async (context, next) => {
		const path = ownPath(context);
		// Below a mount point the root is no route of its own.
		if (path === "/") return context.body(demo, 200, { "content-type": HTML });
		const article = await readArticleByPath(index(), path);
		if (article === null) return next();
		return context.html(articlePage(article, linkToRoot(context)));
	});
}

function readAsset(file: string): string {
	return readFileSync(new URL(`../demo/${file}`, import.meta.url), "utf8");
}
