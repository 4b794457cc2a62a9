/** `GET /widget.js`: the widget in one file, for pages of any site. */

import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { etag } from "hono/etag";

/** Where the build puts it: beside the compiled server, and for the sources in the folder of what is built. */
const FILE = new URL(
	import.meta.url.endsWith(".ts") ? "../../../dist/widget.js" : "../../widget.js",
	import.meta.url,
);

/** Browsers ask anew each hour; an unchanged file is not sent again. */
const CACHE_CONTROL = "public, max-age=3600";

export function routeWidget(app: OpenAPIHono): void {
	const script = readFileSync(FILE);
	// Modules of another origin need the server's leave, whatever the rest of it allows.
	app.get("/widget.js", cors(), etag(), (context) => {
		context.header("cache-control", CACHE_CONTROL);
		return context.body(script, 200, { "content-type": "text/javascript; charset=utf-8" });
	});
}
