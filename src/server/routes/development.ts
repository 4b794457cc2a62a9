/** Pages that reload themselves when the index has changed, for whoever is writing the articles. */

import { on } from "node:events";
import { readFileSync } from "node:fs";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import type { ServerOptions } from "../server-options.ts";

/** The server gives up connections on which nothing moves for twice as long. */
const HEARTBEAT_MS = 15_000;

const SCRIPT = '<script type="module" src="/development/reload.js"></script>';

/** Mounts the script, what it listens to, and its tag on every page; without `reloads` none of it. */
export function routeDevelopment(app: OpenAPIHono, { reloads, live }: ServerOptions): void {
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
			const heartbeat = setInterval(() => stream.write(": still here\n\n"), HEARTBEAT_MS);
			const tell = () =>
				stream.writeSSE({ event: "generation", data: live?.current.info.generation ?? "" });
			try {
				await tell();
				for await (const _ of on(reloads, "reload", { close: ["end"], signal: left.signal })) {
					await tell();
				}
			} catch (error) {
				if (!left.signal.aborted) throw error;
			} finally {
				clearInterval(heartbeat);
			}
		}),
	);
}
