import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import type { AskResponse } from "../../src/contract/ask.ts";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { hasChromium, type RunningBrowser, startChromium } from "../fixtures/chromium.ts";
import { builtSandbox, SAMPLE_ARTICLES, type Sandbox } from "../fixtures/sample-index.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';
const BEES = "The lighthouse keeper kept bees on the roof of the tower.";

const MILL = "The mill stands on the quay.";
const MEADOWS = "Nothing but meadows is told of here, and of the cows that graze in the wind. ";
const MILLS = `${MEADOWS.repeat(5)}${MILL} ${MEADOWS.repeat(5)}The very end.`;

/** Long enough that a citation's passage is below the first screen. */
const LONG = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} tells of nothing in particular.`);

describe.skipIf(!hasChromium)("the demo site in Chromium", { timeout: 180_000 }, () => {
	let box: Sandbox;
	let index: OpenIndex;
	let server: RunningServer;
	let chromium: RunningBrowser;
	const faults: string[] = [];

	beforeAll(async () => {
		box = await builtSandbox({
			...SAMPLE_ARTICLES,
			"corpus/hostile.txt": `Markup ${HOSTILE}\n\nA text about escaping says ${HOSTILE} out loud.`,
			"corpus/long.txt": `A long article\n\n${LONG.join("\n\n")}\n\n${BEES}`,
			"corpus/mills.txt": `Mills of the coast\n\n${MILLS}`,
			"corpus/tides.md": `---\ntitle: Tides of the harbour\n---\n\n${LONG.join("\n\n")}\n\n| Day | High water | Height |\n| --- | --- | --- |\n| Monday | 06:12 in the morning | 4.1 metres |\n| Tuesday | 07:03 in the morning | ${HOSTILE.replaceAll("<", "&lt;")} |`,
			"corpus/elsewhere.html": `<!doctype html><html lang="en"><head><title>Published elsewhere</title>
				<link rel="canonical" href="https://elsewhere.example/otters"></head><body><article><h1>Published elsewhere</h1>
				<p>${LONG.join("</p><p>")}</p><p>Otters hold hands while they sleep on the water.</p></article></body></html>`,
		});
		index = await openIndex(await box.config());
		server = await serve({
			host: "127.0.0.1",
			port: 0,
			index: () => index,
			settings: { threshold: 0.15 },
			report: (error) => faults.push(String(error)),
		});
		chromium = await startChromium();
	}, 300_000);

	afterAll(async () => {
		await chromium?.close();
		await server?.close();
		await index?.close();
		box?.remove();
		expect(faults).toEqual([]);
	});

	async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
		const context = await chromium.browser.newContext(options);
		const page = await context.newPage();
		page.setDefaultTimeout(60_000);
		page.on("pageerror", (error) => faults.push(error.message));
		page.on("console", (message) => {
			if (message.type() === "error") faults.push(message.text());
		});
		await page.goto(server.url + path);
		return page;
	}

	it("lists the articles, each with a page of its own", async () => {
		const page = await open("/");
		expect(await page.locator(".card").count()).toBe(8);
		await page.getByRole("link", { name: "Why sourdough rises" }).click();
		await page.getByRole("heading", { level: 1, name: "Why sourdough rises" }).waitFor();
		await page.context().close();
	});

	it("leads from a citation to the passage, which the browser highlights", async () => {
		const page = await open("/");
		await page.getByRole("combobox").fill("Where did the lighthouse keeper keep bees?");
		await page.getByRole("combobox").press("Enter");
		await page.getByRole("blockquote").getByText(BEES).waitFor();
		await page
			.getByRole("link", { name: /^Source 1/ })
			.first()
			.click();
		await page.getByRole("heading", { name: "A long article" }).waitFor();
		await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(1000);
		await page.context().close();
	});

	it("shows tables as tables, to which citations lead, too", async () => {
		const page = await open("/ask?q=When%20is%20high%20water%20on%20Monday%3F");
		const passage = page.locator(".passages li").first();
		await passage.locator("td mark", { hasText: "Monday" }).waitFor();
		expect(await passage.locator("tr").nth(1).locator("td").allTextContents()).toEqual([
			"Monday",
			"06:12 in the morning",
			"4.1 metres",
		]);
		await passage.getByRole("link").click();
		await page.getByRole("columnheader", { name: "High water" }).waitFor();
		expect(await page.getByRole("cell").last().textContent()).toBe(HOSTILE);
		await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(1000);
		await page.context().close();
	});

	it("shows of a long passage the part with the quote, and the rest without scripts", async () => {
		const question = encodeURIComponent("Where does the mill stand?");
		const page = await open(`/ask?q=${question}`, { javaScriptEnabled: false });
		const passage = page.locator(".passages li", { has: page.locator("details") }).first();
		const part = passage.locator(".part");
		expect(await part.textContent()).toMatch(/^\s*… .*The mill stands on the quay\..* …\s*$/);
		expect(await part.locator("mark").textContent()).toBe(MILL);
		expect(await passage.getByText("The very end.").isVisible()).toBe(false);
		await passage.getByText("The whole passage").click();
		await passage.getByText("The very end.").waitFor();
		expect(await part.isVisible()).toBe(false);
		expect(await passage.locator("details p").textContent()).toBe(MILLS);
		await page.context().close();
	});

	it("says what a question was read as, and when the answer may be none", async () => {
		const page = await open("/ask?q=How%20much%20do%20reparis%20cost%3F");
		await page.getByText("Read as “How much do repairs cost?”.").waitFor();
		const { answer } = (await (
			await fetch(`${server.url}/api/ask?q=${encodeURIComponent("How much do reparis cost?")}`)
		).json()) as AskResponse;
		const heading = answer.confidence < 0.5 ? "This may answer it" : "Answer";
		await page.getByRole("heading", { name: heading, exact: true }).waitFor();
		await page.context().close();
	});

	it("keeps readers of articles that are published elsewhere", async () => {
		const page = await open(`/?ask=${encodeURIComponent("What do otters do while they sleep?")}`);
		await page.getByRole("blockquote").getByText("hold hands").waitFor();
		await page
			.getByRole("link", { name: /^Source 1/ })
			.first()
			.click();
		await page.waitForURL("**/read/**");
		await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(1000);
		await page.context().close();
	});

	it("answers in a dialog on the page of an article", async () => {
		const page = await open("/long/");
		await page.getByRole("button", { name: /Ask a question/ }).click();
		await page.getByRole("combobox").fill("When does the comet return?");
		await page.getByRole("combobox").press("Enter");
		await page.getByRole("dialog").getByRole("blockquote").getByText("ninety years").waitFor();
		await page.context().close();
	});

	it("answers without scripts, with hostile text as text", async () => {
		const page = await open("/", { javaScriptEnabled: false });
		await page.getByLabel("Your question").fill("escaping out loud");
		await page.getByRole("button", { name: "Ask" }).click();
		await page.locator(".passages").getByText(HOSTILE).first().waitFor();
		expect(await page.locator("img").count()).toBe(0);
		await page.context().close();
	});

	it.each(["/", "/long/", "/ask?q=dam"])(
		"fits a phone without scrolling sideways: %s",
		async (path) => {
			const page = await open(path, { viewport: { width: 320, height: 640 } });
			await page.locator("site-cite[is-ready]").waitFor();
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
			await page.context().close();
		},
	);
});
