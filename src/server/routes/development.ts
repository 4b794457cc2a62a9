/** Pages that reload themselves when the index has changed, for whoever is writing the articles. */

import { on } from "node:events";
import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import type { ServerOptions } from "../server-options.ts";

const SCRIPT = '<script type="module" src="/development/reload.js"></script>';

/** Mounts the script, what it listens to, and its tag on every page; without `reloads` none of it. */
export function routeDevelopment(app: OpenAPIHono, { reloads }: ServerOptions): void {
	if (reloads === undefined) return;
	const script = readFileSync(new URL("../demo/reload.js", import.meta.url), "utf8");
	app.use(async (context, next) => {
		await next();
		if (!context.res.headers.get("content-type")?.startsWith("text/html")) return;
		const page = await context.res.text();
		context.res = new Response(page.replace("</head>", `${SCRIPT}</head>`), context.res);
	});
	app.get("/development/reload.js", (context) =>
		context.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }),
	);
	app.get("/development/reloads", (context) =>
		streamSSE(context, async (stream) => {
			const left = new AbortController();
			stream.onAbort(() => left.abort());
			await stream.writeSSE({ event: "ready", data: "" });
			for await (const _ of on(reloads, "reload", { close: ["end"], signal: left.signal })) {
				await stream.writeSSE({ event: "reload", data: "" });
			}
		}),
	);
}
