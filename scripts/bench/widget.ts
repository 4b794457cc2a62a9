/**
 * From a key in the widget to painted articles, in a real Chromium against a real server on this machine.
 * Usage: npm run bench:widget -- [index folder]
 *
 * First words of the articles' titles are typed, in mixed but fixed order, a key every 120 ms. For comparison, the
 * same is typed into pages that search by themselves.
 */

import { chromium } from "playwright-core";
import { askSettings } from "../../src/app/ask-settings.ts";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";
import type { Article } from "../../src/domain/article.ts";
import { serve } from "../../src/server/serve.ts";
import { type Measured, measureMiniSearch, measurePagefind } from "./in-page-search.ts";

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
	performance.setResourceTimingBufferSize(10_000);
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
const { moved, ...widget } = (await page.evaluate(`({
	painted: window.painted,
	moved: window.moved,
	longTasks: window.longTasks,
	bytes: performance.getEntriesByType("resource").reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
})`)) as Measured & { moved: number };
await page.close();
await server.close();
await index.close();
const miniSearch = await measureMiniSearch(browser, articles, queries);
const pagefind = await measurePagefind(browser, articles, queries);
await browser.close();

function line(name: string, { painted, bytes, longTasks }: Measured): string {
	const at = (share: number) =>
		([...painted].sort((a, b) => a - b)[Math.floor(painted.length * share)] ?? 0).toFixed(1);
	return (
		`${name}: ${painted.length} keys, painted after p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; ` +
		`${longTasks.length} tasks over 50 ms; ${(bytes / 1e6).toFixed(2)} MB loaded\n`
	);
}
process.stdout.write(
	`${articles.length} articles\n${line("widget", widget)}  layout shift ${moved}\n` +
		line("MiniSearch in the page", miniSearch) +
		line("Pagefind", pagefind),
);
