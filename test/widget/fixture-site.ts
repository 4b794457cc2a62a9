/** A site with the widget on its pages: the real server over a real index, which can be made to fail and to wait. */

import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { buildIndex } from "../../src/app/build-index.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { QuestionLog } from "../../src/app/question-log.ts";
import { createApp } from "../../src/server/create-app.ts";
import { SAMPLE_ARTICLES, sandbox } from "../fixtures/sample-index.ts";

/** What comes in place of the server's own response; null lets it answer. */
export type Behaviour = (path: string) => Promise<Response | null> | Response | null;

export interface FixtureSite {
	readonly url: string;
	/** Puts a page of the test's own on the site. */
	show(path: string, html: string): void;
	behave(behaviour: Behaviour | null): void;
	/** Paths with query that were asked for, oldest first, since the last call. */
	takeRequests(): string[];
	/** Faults that the server reported. */
	readonly faults: string[];
	close(): Promise<void>;
}

export const HOSTILE = '<img src=x onerror="document.title=1">';

/** Turns what follows it around, unless it is kept in its place. */
const OVERRIDE = "\u202e";

/** One passage, far longer than what is shown of it. */
const TIDE_MILL = [
	"The oldest building on the island stands where the lagoon narrows, and most visitors walk past it on their way to the lighthouse.",
	"Its walls are of granite, its floors of larch, and its door is so low that even children duck when they go in.",
	"For two centuries nobody wrote down who worked there, and what is known comes from the parish and from one quarrel over a sluice.",
	"The wheel is driven by sea water that the lagoon holds back at high tide.",
	"Twice a day, for about five hours, there is enough of it to turn the stones, whatever the hour may be.",
	"Families came with their barley by boat, waited on the quay, and slept in the loft when the tide was late.",
	"Since the repairs of last winter the gates close by themselves again, and the guides let anybody try the brake.",
].join(" ");

const ARTICLES: Readonly<Record<string, string>> = {
	...SAMPLE_ARTICLES,
	"corpus/bread.md": (SAMPLE_ARTICLES["corpus/bread.md"] ?? "").replace("tags:", "level: 2\ntags:"),
	"corpus/hostile.txt": `Markup ${HOSTILE} ${OVERRIDE}title\n\nA text about escaping says ${HOSTILE} ${OVERRIDE} out loud.`,
	"corpus/endless.txt": `${"Endless".repeat(60)} headline\n\nThe endlessword is ${"x".repeat(10_000)} and no shorter.`,
	"corpus/tide.txt": `The tide mill\n\n${TIDE_MILL}`,
	...Object.fromEntries(
		Array.from({ length: 300 }, (_, i) => [
			`corpus/harbour/${i}.txt`,
			`Harbour report ${i}\n\nShips of the harbour number ${i} were counted on that morning.`,
		]),
	),
};

const TURBO = createRequire(import.meta.url).resolve("@hotwired/turbo/dist/turbo.es2017-esm.js");

/** The strictest policy that a page with the widget can have. */
const STRICT =
	"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'nonce-fixture'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

export async function startFixtureSite(): Promise<FixtureSite> {
	const box = sandbox(ARTICLES);
	const config = await box.config({ embedder: "static", fields: ["level"] });
	await buildIndex({ config });
	const index = await openIndex(config);
	const faults: string[] = [];
	const questions = await QuestionLog.open(config, {
		onFailure: (error) => faults.push(String(error)),
	});
	const app = createApp({
		index: () => index,
		settings: { threshold: 0.15 },
		report: (error) => faults.push(String(error)),
		questions,
	});
	let behaviour: Behaviour | null = null;
	let requests: string[] = [];
	const site = new Hono();
	site.use("/api/*", async (context, next) => {
		const { pathname, search } = new URL(context.req.url);
		requests.push(pathname + search);
		return (await behaviour?.(pathname)) ?? next();
	});
	const shown = new Map<string, string>();
	site.use(async (context, next) => {
		const html = shown.get(context.req.path);
		return html === undefined ? next() : context.html(html);
	});
	site.get("/fixtures/:name", (context) => {
		const name = context.req.param("name");
		const content = readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
		if (name === "csp.html") context.header("content-security-policy", STRICT);
		if (name.endsWith(".css")) return context.body(content, 200, { "content-type": "text/css" });
		return context.html(content);
	});
	// Browsers ask for it where a page names none.
	site.get("/favicon.ico", (context) => context.body(null, 204));
	// As sites serve it that use Turbo.
	site.get("/turbo.js", (context) =>
		context.body(readFileSync(TURBO, "utf8"), 200, { "content-type": "text/javascript" }),
	);
	site.all("*", (context) => app.fetch(context.req.raw));
	const server = await new Promise<Server>((resolve) => {
		const started = serve({ fetch: site.fetch, hostname: "127.0.0.1", port: 0 }, () =>
			resolve(started as Server),
		);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		faults,
		show: (path, html) => void shown.set(path, html),
		behave: (given) => {
			behaviour = given;
		},
		takeRequests: () => {
			const taken = requests;
			requests = [];
			return taken;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await questions.close();
			await index.close();
			box.remove();
		},
	};
}
