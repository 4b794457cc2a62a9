/**
 * What else answers keys: MiniSearch with its whole index in the page, and Pagefind, which loads the pieces of its
 * index that a word needs. Both run in the same browser as the widget, and paint a plain list.
 */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import type { Browser } from "playwright-core";
import type { Article } from "../../src/domain/article.ts";

export interface Measured {
	/** Milliseconds from each key to what is painted. */
	readonly painted: readonly number[];
	/** What the page had loaded at the end, as it was sent. */
	readonly bytes: number;
	/** Tasks over 50 ms, in milliseconds. */
	readonly longTasks: readonly number[];
}

/** As many articles as the widget suggests. */
const SHOWN = 6;
const KEY_MS = 120;

const MINISEARCH = `
	import MiniSearch from "/minisearch.js";
	const text = await (await fetch("/index.json")).text();
	const index = MiniSearch.loadJSON(text, { fields: ["title", "text"], storeFields: ["title", "url"] });
	window.search = async (words) => index.search(words, { prefix: true }).slice(0, ${SHOWN}).map(({ title }) => title);
`;

const PAGEFIND = `
	const index = await import("/pagefind/pagefind.js");
	await index.init();
	window.search = async (words) => {
		const { results } = await index.search(words);
		const shown = await Promise.all(results.slice(0, ${SHOWN}).map((result) => result.data()));
		return shown.map(({ meta, plain_excerpt }) => meta.title + plain_excerpt);
	};
`;

/** Types the queries into a page of MiniSearch. */
export async function measureMiniSearch(
	browser: Browser,
	articles: readonly Article[],
	queries: readonly string[],
): Promise<Measured> {
	const index = new MiniSearch({ fields: ["title", "text"], storeFields: ["title", "url"] });
	index.addAll(articles.map(({ id, title, text, url }) => ({ id, title, text, url })));
	const main = createRequire(import.meta.url).resolve("minisearch");
	const script = readFileSync(join(dirname(main), "../es/index.js"), "utf8");
	const json = JSON.stringify(index);
	return await measure(browser, queries, MINISEARCH, (path) =>
		path === "/minisearch.js" ? script : path === "/index.json" ? json : null,
	);
}

/** Types the queries into a page of Pagefind. */
export async function measurePagefind(
	browser: Browser,
	articles: readonly Article[],
	queries: readonly string[],
): Promise<Measured> {
	const folder = mkdtempSync(join(tmpdir(), "sitecite-pagefind-"));
	try {
		const { index } = await pagefind.createIndex({});
		if (index === undefined) throw new Error("Pagefind did not start.");
		for (const { title, text, url, lang } of articles) {
			const language = lang?.slice(0, 2) ?? "en";
			await index.addCustomRecord({ url, content: text, language, meta: { title } });
		}
		await index.writeFiles({ outputPath: folder });
		await pagefind.close();
		return await measure(browser, queries, PAGEFIND, (path) =>
			path.startsWith("/pagefind/") ? readFileSync(join(folder, path.slice(9))) : null,
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(
	browser: Browser,
	queries: readonly string[],
	script: string,
	content: (path: string) => string | Buffer | null,
): Promise<Measured> {
	const sent = new Map<string, Buffer>();
	const page = `<!doctype html><html lang="en"><title>Search</title><link rel="icon" href="data:,"><ul></ul><script type="module">${script}</script></html>`;
	const server = createServer(({ url = "/" }, response) => {
		const path = new URL(url, "http://localhost").pathname;
		const body = path === "/" ? page : content(path);
		if (body === null) {
			response.writeHead(404).end();
			return;
		}
		const type = path === "/" ? "text/html" : path.endsWith("js") ? "text/javascript" : "";
		const zipped = sent.get(path) ?? gzipSync(body);
		sent.set(path, zipped);
		response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(zipped);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const tab = await browser.newPage();
	try {
		await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		await tab.waitForFunction("window.search !== undefined");
		return (await tab.evaluate(`(async () => {
			performance.setResourceTimingBufferSize(10_000);
			const longTasks = [];
			new PerformanceObserver((list) => {
				for (const { duration } of list.getEntries()) longTasks.push(duration);
			}).observe({ type: "longtask" });
			const painted = [];
			const list = document.querySelector("ul");
			for (const query of ${JSON.stringify(queries)}) {
				for (let length = 1; length <= query.length; length++) {
					await new Promise((resolve) => setTimeout(resolve, ${KEY_MS}));
					const from = performance.now();
					const titles = await window.search(query.slice(0, length));
					list.replaceChildren(...titles.map((title) => {
						const line = document.createElement("li");
						line.textContent = title;
						return line;
					}));
					await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
					painted.push(performance.now() - from);
				}
			}
			const bytes = performance.getEntriesByType("resource").reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
			return { painted, bytes, longTasks };
		})()`)) as Measured;
	} finally {
		await tab.close();
		server.closeAllConnections();
		server.close();
	}
}
