import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, type RunningBrowser, startChromium } from "../fixtures/chromium.ts";
import { openQuestions } from "../fixtures/open-questions.ts";
import { openSample } from "../fixtures/open-sample.ts";
import { serveForTest } from "../fixtures/serve-sample.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const HOSTILE = `Who <img src=x onerror="document.title=1"> asked?`;

describe.skipIf(!hasChromium)("/admin/report in Chromium", { timeout: 180_000 }, () => {
	const sample = openSample();
	const questions = openQuestions();
	let chromium: RunningBrowser;

	beforeAll(async () => {
		chromium = await startChromium();
	}, 180_000);

	afterAll(async () => {
		await chromium?.close();
	});

	it("opens for whoever gives the token as password, and runs nothing of what was asked", async () => {
		const { url } = await serveForTest({
			index: () => sample.index,
			questions: questions.log,
			adminToken: TOKEN,
		});
		await fetch(`${url}/api/ask?q=${encodeURIComponent(HOSTILE)}`);
		const httpCredentials = { username: "anybody", password: TOKEN };
		const context = await chromium.browser.newContext({ httpCredentials });
		const page = await context.newPage();
		const faults: string[] = [];
		page.on("console", (message) => faults.push(message.text()));
		page.on("pageerror", (error) => faults.push(error.message));
		await page.goto(`${url}/admin/report`);
		await page.getByRole("heading", { level: 3, name: HOSTILE }).first().waitFor();
		await page.getByText("Golden question").first().click();
		expect(await page.locator("pre").first().textContent()).toContain("Who <img src=x");
		expect(await page.locator("img").count()).toBe(0);
		expect(await page.title()).toBe("What readers asked");
		expect(faults).toEqual([]);
		await context.close();
	});
});
