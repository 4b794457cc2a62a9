import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { loadConfig } from "../../src/app/config.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { hasChromium, type RunningBrowser, startChromium } from "../fixtures/chromium.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Taken into the documentation with `UPDATE_PICTURES=1`, else only looked at by the test. */
const IS_KEPT = process.env.UPDATE_PICTURES === "1";

const ARTICLE = "/features/2023-07-03-the-great-stink-of-london/";
const QUESTION = "Which engineer planned London's sewers?";

describe.skipIf(!hasChromium)("pictures of the widget", { timeout: 180_000 }, () => {
	let folder: string;
	let index: OpenIndex;
	let server: RunningServer;
	let chromium: RunningBrowser;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), "sitecite-"));
		const flags = { index: join(folder, "index"), embedder: "static" as const };
		const config = await loadConfig({ workingFolder: ROOT, env: {}, flags });
		await buildIndex({ config });
		index = await openIndex(config);
		server = await serve({
			host: "127.0.0.1",
			port: 0,
			index: () => index,
			settings: { threshold: 0.15 },
			report: () => {},
		});
		chromium = await startChromium();
	}, 300_000);

	afterAll(async () => {
		await chromium?.close();
		await server?.close();
		await index?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const answered = async (page: Page) => {
		await page.getByRole("blockquote").getByText("Bazalgette").waitFor();
	};

	const PICTURES: readonly [
		string,
		string,
		BrowserContextOptions,
		(page: Page) => Promise<void>,
	][] = [
		["demo", "/", { viewport: { width: 1280, height: 900 } }, async () => {}],
		[
			"widget-suggestions",
			"/",
			{ viewport: { width: 1000, height: 760 } },
			async (page) => {
				await page.getByRole("combobox").fill("london sew");
				await page.getByRole("option", { name: /Summer the Thames Stank/ }).waitFor();
				await page.getByRole("combobox").press("ArrowDown");
				await page.getByRole("combobox").press("ArrowDown");
			},
		],
		[
			"widget-answer",
			`/?ask=${encodeURIComponent(QUESTION)}`,
			{ viewport: { width: 1000, height: 860 } },
			answered,
		],
		[
			"widget-dark",
			`${ARTICLE}?ask=${encodeURIComponent(QUESTION)}`,
			{ viewport: { width: 1000, height: 760 }, colorScheme: "dark" },
			answered,
		],
		[
			"widget-phone",
			`${ARTICLE}?ask=${encodeURIComponent(QUESTION)}`,
			{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
			answered,
		],
	];

	it.each(PICTURES)(
		"%s shows what is asked for, inside the window",
		async (name, path, options, act) => {
			const context = await chromium.browser.newContext({ ...options, reducedMotion: "reduce" });
			const page = await context.newPage();
			page.setDefaultTimeout(60_000);
			await page.goto(server.url + path);
			await page.locator("site-cite[is-ready]").waitFor();
			await act(page);
			const width = options.viewport?.width ?? 0;
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
				width,
			);
			if (IS_KEPT) mkdirSync(join(ROOT, "docs/pictures"), { recursive: true });
			const target = IS_KEPT ? { path: join(ROOT, `docs/pictures/${name}.png`) } : {};
			expect((await page.screenshot(target)).length).toBeGreaterThan(5_000);
			await context.close();
		},
	);
});
