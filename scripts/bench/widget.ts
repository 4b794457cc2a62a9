/**
 * From a key in the widget to painted articles, in a real Chromium against a real server on this machine.
 * Usage: npm run bench:widget -- [index folder]
 *
 * First words of the articles' titles are typed, in mixed but fixed order, a key every 120 ms. For comparison, the
 * same is asked of MiniSearch over the same articles, as a page would that carries its whole index.
 */

import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import { chromium } from "playwright-core";
import { askSettings } from "../../src/app/ask-settings.ts";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";
import type { Article } from "../../src/domain/article.ts";
import { serve } from "../../src/server/serve.ts";

const QUERIES = 40;
const KEY_MS = 120;

const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: process.argv[2] === undefined ? {} : { index: process.argv[2] },
});
const index = await openIndex(config);
const server = await serve({
	host: "127.0.0.1",
	port: 0,
	index: () => index,
	settings: askSettings(config),
	report: (error) => process.stderr.write(`${error}\n`),
});
const articles: Article[] = [];
for (const id of index.articles.ids()) {
	const article = await index.articles.get(id);
	if (article !== null) articles.push(article);
}
const queries = Array.from({ length: QUERIES }, (_, i) => {
	// A multiplier without a common factor with the count visits the articles in a fixed mixed order.
	const { title = "" } = articles[(i * 7919) % articles.length] ?? {};
	return title.split(/\s+/).slice(0, 3).join(" ").toLowerCase();
});

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.goto(server.url);
await page.locator("site-cite[is-ready]").waitFor();
await page.evaluate(`
	const root = document.querySelector("site-cite").shadowRoot;
	const panel = root.querySelector(".panel");
	window.painted = [];
	window.moved = 0;
	window.longTasks = [];
	let pressedAt = 0;
	root.querySelector("input").addEventListener("input", ({ timeStamp }) => { pressedAt = timeStamp; }, true);
	new MutationObserver(() => {
		if (panel.getAttribute("aria-busy") !== "false" || pressedAt === 0) return;
		const from = pressedAt;
		pressedAt = 0;
		requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - from)));
	}).observe(panel, { attributeFilter: ["aria-busy"] });
	new PerformanceObserver((list) => {
		for (const { value } of list.getEntries()) window.moved += value;
	}).observe({ type: "layout-shift" });
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) window.longTasks.push(duration);
	}).observe({ type: "longtask" });
`);
const field = page.getByRole("combobox");
for (const query of queries) {
	await field.pressSequentially(query, { delay: KEY_MS });
	await page.waitForTimeout(200);
	await field.fill("");
}
const { painted, moved, longTasks } = (await page.evaluate(
	"({ painted: window.painted, moved: window.moved, longTasks: window.longTasks })",
)) as { painted: number[]; moved: number; longTasks: number[] };
await browser.close();

const inPage = new MiniSearch({ fields: ["title", "text"], storeFields: ["title", "url"] });
inPage.addAll(articles.map(({ id, title, text, url }) => ({ id, title, text, url })));
const inPageTimes = queries.flatMap((query) =>
	Array.from(query, (_, i) => {
		const startedAt = performance.now();
		inPage.search(query.slice(0, i + 1), { prefix: true });
		return performance.now() - startedAt;
	}),
);
const inPageBytes = gzipSync(JSON.stringify(inPage)).length;

const at = (times: number[], share: number) =>
	([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1);
process.stdout.write(
	`${articles.length} articles, ${painted.length} keys: painted after p50 ${at(painted, 0.5)} ms, ` +
		`p95 ${at(painted, 0.95)} ms; layout shift ${moved}; ${longTasks.length} tasks over 50 ms\n` +
		`MiniSearch in the page: search alone p50 ${at(inPageTimes, 0.5)} ms, p95 ${at(inPageTimes, 0.95)} ms, ` +
		`after loading ${(inPageBytes / 1e6).toFixed(1)} MB (gzipped)\n`,
);
await server.close();
await index.close();
