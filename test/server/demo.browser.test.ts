import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { builtSandbox, SAMPLE_ARTICLES, type Sandbox } from "../fixtures/sample-index.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

const HOSTILE = '<img src=x onerror="document.title=1">';

/** Long enough that a citation's passage is below the first screen. */
const LONG = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} tells of nothing in particular.`);

describe.skipIf(!existsSync(CHROMIUM))("the demo page in Chromium", () => {
	let box: Sandbox;
	let index: OpenIndex;
	let server: RunningServer;
	let profile: string;
	let browser: BrowserContext;
	const faults: string[] = [];

	beforeAll(async () => {
		box = await builtSandbox({
			...SAMPLE_ARTICLES,
			"corpus/hostile.txt": `Markup ${HOSTILE}\n\nA text about escaping says ${HOSTILE} out loud.`,
			"corpus/long.txt": `A long article\n\n${LONG.join("\n\n")}\n\nThe lighthouse keeper kept bees on the roof of the tower.`,
		});
		index = await openIndex(await box.config());
		server = await serve({
			host: "127.0.0.1",
			port: 0,
			index: () => index,
			settings: { threshold: 0.15 },
			report: (error) => faults.push(String(error)),
		});
		profile = mkdtempSync(join(tmpdir(), "sitecite-chromium-"));
		browser = await chromium.launchPersistentContext(profile, {
			executablePath: CHROMIUM,
			args: FLAGS,
		});
	});

	afterAll(async () => {
		await browser.close();
		await server.close();
		await index.close();
		rmSync(profile, { recursive: true, force: true });
		box.remove();
		expect(faults).toEqual([]);
	});

	async function open(path: string): Promise<Page> {
		const page = await browser.newPage();
		page.on("pageerror", (error) => faults.push(error.message));
		page.on("console", (message) => {
			if (message.type() === "error") faults.push(message.text());
		});
		await page.goto(server.url + path);
		return page;
	}

	it("answers a typed question with quote, citation and highlighted passages", async () => {
		const page = await open("/");
		await page.getByLabel("Your question").fill("How much do repairs of the dam cost?");
		await page.getByRole("button", { name: "Ask" }).click();
		await page.getByText("Answer found in").waitFor();
		expect(await page.locator("#answer blockquote").first().textContent()).toContain(
			"Mayor Lindqvist said that repairs would cost two million crowns.",
		);
		expect(await page.locator("#passages mark").first().textContent()).toBeTruthy();
		expect(await page.locator("#passages .quoted").first().textContent()).toContain(
			"repairs would cost two million crowns.",
		);
		expect(await page.locator("#passages details[open]").count()).toBe(1);
		expect(new URL(page.url()).searchParams.get("q")).toBe("How much do repairs of the dam cost?");
		await page.close();
	});

	it("answers the question of a shared address, and follows Back", async () => {
		const page = await open("/?q=comet+Tartu");
		await page.getByText("A comet returns").first().waitFor();
		await page.getByLabel("Your question").fill("yeast sugar flour");
		await page.getByLabel("Your question").press("Enter");
		await page.getByText("Why sourdough rises").first().waitFor();
		await page.goBack();
		await page.getByText("A comet returns").first().waitFor();
		expect(await page.getByLabel("Your question").inputValue()).toBe("comet Tartu");
		await page.close();
	});

	it("says so where there is no answer", async () => {
		const page = await open("/?q=Who+painted+the+Mona+Lisa%3F");
		await page.getByText("No answer found in these articles.").waitFor();
		expect(await page.locator("#answer").isVisible()).toBe(false);
		await page.close();
	});

	it("leads from a citation to the passage in the article", async () => {
		const page = await open("/?q=Where+did+the+lighthouse+keeper+keep+bees%3F");
		await page.locator("#passages a").first().click();
		await page.getByRole("heading", { name: "A long article" }).waitFor();
		await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(1000);
		await page.close();
	});

	it("shows hostile text as text", async () => {
		const page = await open("/?q=escaping+out+loud");
		await page.locator("#passages").getByText(HOSTILE).first().waitFor();
		expect(await page.locator("#passages img").count()).toBe(0);
		expect(await page.title()).toContain("sitecite");
		await page.close();
	});

	it("fits a phone without scrolling sideways", async () => {
		const page = await open("/?q=dam");
		await page.setViewportSize({ width: 320, height: 640 });
		await page.locator("#passages li").first().waitFor();
		const width = await page.evaluate("document.documentElement.scrollWidth");
		expect(width).toBeLessThanOrEqual(320);
		await page.close();
	});
});
