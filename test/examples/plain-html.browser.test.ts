import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, type RunningBrowser, startChromium } from "../fixtures/chromium.ts";
import { type FixtureSite, startFixtureSite } from "../widget/fixture-site.ts";

const ROOT = join(import.meta.dirname, "../..");
const EXAMPLE_SERVER = "https://search.example.org";

describe.skipIf(!hasChromium)("the example of a plain page", { timeout: 180_000 }, () => {
	let site: FixtureSite;
	let chromium: RunningBrowser;

	beforeAll(async () => {
		site = await startFixtureSite();
		chromium = await startChromium();
	}, 300_000);

	afterAll(async () => {
		await chromium?.close();
		await site?.close();
	});

	it("answers, once it names a server that runs", async () => {
		const html = readFileSync(join(ROOT, "examples/plain-html/index.html"), "utf8");
		expect(html).toContain(`${EXAMPLE_SERVER}/widget.js`);
		site.show("/example", html.replaceAll(EXAMPLE_SERVER, site.url));
		const page = await chromium.browser.newPage();
		page.setDefaultTimeout(60_000);
		await page.goto(`${site.url}/example`);
		await page.getByRole("combobox").fill("How much do repairs of the dam cost?");
		await page.getByRole("combobox").press("Enter");
		await page.getByRole("blockquote").getByText("two million crowns").waitFor();
	});
});
