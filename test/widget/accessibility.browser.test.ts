import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { AskResponse } from "../../src/widget/responses.ts";
import { hasChromium } from "../fixtures/chromium.ts";
import { suiteVisits } from "./visits.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const QUESTION = "How much do repairs of the dam cost?";

/** A failure is one of the states, and the browser says so. */
const SHOWN_FAILURE = /status of 500/;

/** WCAG 2.2 AA, and what the makers of axe think wise. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe.skipIf(!hasChromium)("the widget is accessible", { timeout: 180_000 }, () => {
	const visits = suiteVisits();

	const type = (text: string) => async (page: Page) => {
		await page.getByRole("combobox").first().fill(text);
	};
	const ask = (text: string) => async (page: Page) => {
		await type(text)(page);
		await page.getByRole("combobox").first().press("Enter");
	};

	/** Each state, how a reader comes to it, and what shows that it is there. */
	const STATES: readonly [string, (page: Page) => Promise<void>, string][] = [
		[
			"nothing typed",
			async (page) => page.getByRole("combobox").first().click(),
			".choices, .intro",
		],
		["articles while one types", type("sourdough"), ".choice-article"],
		["no article", type("zeppelin"), ".note"],
		["an answer", ask(QUESTION), "blockquote"],
		[
			"a part of a long passage",
			ask("What drives the wheel of the tide mill?"),
			".passage .quiet-button",
		],
		[
			"all of a long passage",
			async (page) => {
				await ask("What drives the wheel of the tide mill?")(page);
				await page.locator(".passage .quiet-button").first().click();
			},
			".passage-text:focus",
		],
		[
			"questions of the reader's own and of others",
			async (page) => {
				visits.site.behave((path) =>
					path === "/api/suggest" ? Response.json({ questions: ["Who?"] }) : null,
				);
				await ask(QUESTION)(page);
				await page.locator("blockquote").first().waitFor();
				await page.getByRole("combobox").first().press("Escape");
			},
			".choice-suggested",
		],
		[
			"an answer that may be none, to a question that was mended",
			async (page) => {
				await page.route("**/api/ask?*", async (route) => {
					const { answer, ...rest } = (await (await route.fetch()).json()) as AskResponse;
					await route.fulfill({ json: { ...rest, answer: { ...answer, confidence: 0.4 } } });
				});
				await ask("How much do reparis of the dam cost?")(page);
			},
			".answer",
		],
		[
			"no answer under filters",
			async (page) => {
				await ask("What gas does yeast give off?")(page);
				await page.locator('[data-key^="filter-where"]').first().click();
				await page.locator('[aria-busy="false"] .chip[aria-pressed="true"]').waitFor();
				await ask("Who painted the Mona Lisa?")(page);
			},
			'[data-key="without-filters"]',
		],
		["no answer", ask("Who painted the Mona Lisa?"), ".no-answer"],
		[
			"300 articles",
			async (page) => {
				await type("harbour")(page);
				await page.getByRole("option").getByText("300 articles").click();
			},
			"li.group",
		],
		[
			"an error",
			async (page) => {
				visits.site.behave(() => new Response("", { status: 500 }));
				await ask(QUESTION)(page);
			},
			".failure",
		],
		[
			"a wait",
			async (page) => {
				visits.site.behave(() => new Promise(() => {}));
				await ask(QUESTION)(page);
			},
			".skeleton",
		],
	];

	const READERS: readonly [string, string, BrowserContextOptions][] = [
		["by day", "/fixtures/default.html", { colorScheme: "light" }],
		["by night", "/fixtures/dark.html", { colorScheme: "dark" }],
		["from right to left", "/fixtures/rtl.html", {}],
		[
			"at 400 % of a desk's width",
			"/fixtures/default.html",
			{ viewport: { width: 320, height: 256 } },
		],
	];

	describe.each(READERS)("%s", (_name, path, options) => {
		it("in every state", async () => {
			for (const [state, reach, sign] of STATES) {
				// Words of the English widget are not to be found in the Arabic one.
				if (path.includes("rtl") && state === "300 articles") continue;
				const page = await open(path, options);
				await reach(page);
				await page.locator(sign).first().waitFor();
				expect(await violations(page), state).toEqual([]);
				const { width } = page.viewportSize() ?? { width: 0 };
				expect(
					await page.evaluate("document.documentElement.scrollWidth"),
					state,
				).toBeLessThanOrEqual(width);
				await page.context().close();
				visits.site.behave(null);
			}
		});
	});

	it("as a dialog, with a name, the focus inside, and an answer", async () => {
		const page = await open("/fixtures/dialog.html", { colorScheme: "light" });
		await page.getByRole("button", { name: /Ask a question/ }).click();
		await ask(QUESTION)(page);
		await page.locator("blockquote").first().waitFor();
		expect(await violations(page)).toEqual([]);
		for (let i = 0; i < 30; i++) await page.keyboard.press("Tab");
		const inside = await page.evaluate(
			"document.activeElement === document.body || document.activeElement.localName === 'site-cite'",
		);
		expect(inside).toBe(true);
		await page.context().close();
	});

	async function open(path: string, options: BrowserContextOptions): Promise<Page> {
		const page = await visits.open(path, {
			...options,
			reducedMotion: "reduce",
			expected: SHOWN_FAILURE,
		});
		await page.locator("site-cite[is-ready]").waitFor();
		return page;
	}

	async function violations(page: Page): Promise<string[]> {
		await page.addScriptTag({ path: AXE });
		const found = (await page.evaluate(
			`axe.run("site-cite", { runOnly: ${JSON.stringify(RULES)} })`,
		)) as AxeResults;
		return found.violations.map(
			({ id, nodes }) =>
				`${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
		);
	}
});
