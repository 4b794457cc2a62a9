/** What browsers, robots and language models look for at well-known places. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { llmsText } from "../discovery/llms-text.ts";
import { openSearchDescription } from "../discovery/open-search.ts";
import { isFresh } from "../freshness.ts";
import { mountPoint } from "../mount-point.ts";
import type { Service } from "../service.ts";

/** Articles are published elsewhere: copies of their pages are not to be found beside them. */
const ROBOTS = ["User-agent: *", "Allow: /llms.txt", "Disallow: /", ""].join("\n");

export function routeDiscovery(app: OpenAPIHono, { routes, settings }: Service): void {
	const { publicUrl } = settings;
	app.get("/robots.txt", (context) => context.text(ROBOTS));
	app.get("/opensearch.xml", (context) => {
		// It names the host it was asked at: no cache may keep that for others.
		context.header("cache-control", "private, no-cache");
		return context.body(openSearchDescription(rootOf(context, publicUrl)), 200, {
			"content-type": "application/opensearchdescription+xml; charset=utf-8",
		});
	});
	app.get("/llms.txt", (context) => {
		const open = routes.index();
		const root = rootOf(context, publicUrl);
		if (isFresh(context, open)) return context.body(null, 304);
		context.header("cache-control", "private, no-cache");
		return context.body(llmsText(open, root), 200, {
			"content-type": "text/markdown; charset=utf-8",
		});
	});
}

/** The absolute address of the application's root, ending in `/`. */
function rootOf(context: Context, publicUrl: string | null): string {
	if (publicUrl !== null) return publicUrl.replace(/\/*$/, "/");
	return `${new URL(context.req.url).origin}${mountPoint(context)}/`;
}
