/** The demo site: its front page, a page for every article, answers without scripts, and its assets. */

import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { questionOf } from "../../app/parse-question.ts";
import { readArticleById, readArticleByPath } from "../../app/read-article.ts";
import { askQuery } from "../../contract/ask.ts";
import { answerPage } from "../demo/answer-page.ts";
import { articlePage } from "../demo/article-page.ts";
import { frontPage } from "../demo/front-page.ts";
import { linkToRoot, mountPoint, ownPath } from "../mount-point.ts";
import { nothingHere } from "../problem.ts";
import type { RouteOptions } from "../service.ts";

const ASSETS = {
	"favicon.svg": "image/svg+xml; charset=utf-8",
	"demo.css": "text/css; charset=utf-8",
	"demo.js": "text/javascript; charset=utf-8",
} as const;

export function routePages(
	app: OpenAPIHono,
	{ index, answers, settings, onAnswer }: RouteOptions,
): void {
	for (const [file, type] of Object.entries(ASSETS)) {
		const content = readFileSync(new URL(`../demo/${file}`, import.meta.url), "utf8");
		app.get(`/${file}`, (context) => context.body(content, 200, { "content-type": type }));
	}
	const front = (context: Context) => {
		const page = Number.parseInt(context.req.query("page") ?? "", 10);
		return context.html(frontPage(index().list, Math.max(1, page || 1)));
	};
	app.get("/", (context) => {
		// Relative links of the page count from the last slash.
		if (ownPath(context) === "") {
			return context.redirect(`${mountPoint(context)}/${new URL(context.req.url).search}`, 308);
		}
		return front(context);
	});
	app.get("/ask", async (context) => {
		const root = linkToRoot(context);
		const q = context.req.query("q")?.trim() ?? "";
		if (q === "") return context.html(answerPage("", null, root));
		const parsed = askQuery.safeParse({ q });
		if (!parsed.success) {
			const fault = parsed.error.issues.map(({ message }) => `The question ${message}.`).join(" ");
			return context.html(answerPage("", fault, root), 400);
		}
		const answer = await answers().ask(questionOf(parsed.data), settings, context.req.raw.signal);
		onAnswer?.(answer);
		return context.html(answerPage(q, answer, root));
	});
	app.get("/read/:id", async (context) => {
		const article = await readArticleById(index(), context.req.param("id"));
		if (article === null) return nothingHere(context);
		return context.html(articlePage(article, linkToRoot(context)));
	});
	// Last of all routes: articles may be published under any path.
	app.get("/*", async (context, next) => {
		const path = ownPath(context);
		// Below a mount point the root is no route of its own.
		if (path === "/") return front(context);
		const article = await readArticleByPath(index(), path);
		if (article === null) return next();
		return context.html(articlePage(article, linkToRoot(context)));
	});
}
