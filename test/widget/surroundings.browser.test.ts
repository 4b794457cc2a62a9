import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasChromium } from "../fixtures/chromium.ts";
import { suiteVisits } from "./visits.ts";

const QUESTION = "How much do repairs of the dam cost?";
const QUOTE = "repairs would cost two million crowns";
const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

describe.skipIf(!hasChromium)("the widget among what is around it", { timeout: 180_000 }, () => {
	const visited = suiteVisits();
	const { open } = visited;

	const field = (page: Page) => page.getByRole("combobox").first();
	const quote = (page: Page) => page.getByRole("blockquote").getByText(QUOTE);
	const styleOf = (page: Page, selector: string) =>
		page
			.locator(selector)
			.first()
			.evaluate((node) => {
				const { display, position, borderTopStyle, outlineStyle, outlineColor, overflowY } =
					getComputedStyle(node);
				return { display, position, borderTopStyle, outlineStyle, outlineColor, overflowY };
			});

	async function askedOn(path: string, text = QUESTION, options: Parameters<typeof open>[1] = {}) {
		const page = await open(path, options);
		await field(page).fill(text);
		await field(page).press("Enter");
		return page;
	}

	describe("readers", () => {
		it("whose colours are forced see what is chosen, pressed and pressable by its lines", async () => {
			const page = await open("/fixtures/default.html", { forcedColors: "active" });
			await field(page).fill("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			await field(page).press("ArrowDown");
			const chosen = await styleOf(page, '[aria-selected="true"]');
			expect(chosen).toMatchObject({ outlineStyle: "solid", borderTopStyle: "solid" });
			expect(await styleOf(page, ".ask")).toMatchObject({ borderTopStyle: "solid" });
			await field(page).fill("What gas does yeast give off?");
			await field(page).press("Enter");
			await page.getByRole("button", { name: /^baking/ }).click();
			await page.locator('[aria-busy="false"] .chip[aria-pressed="true"]').waitFor();
			expect(await styleOf(page, '.chip[aria-pressed="true"]')).toMatchObject({
				outlineStyle: "solid",
				outlineColor: chosen.outlineColor,
			});
		});

		it.each(["default", "dialog"])(
			"that print get the answer and its addresses, and no box: %s",
			async (name) => {
				const page = await open(`/fixtures/${name}.html?ask=${encodeURIComponent(QUESTION)}`);
				await quote(page).waitFor();
				await page.emulateMedia({ media: "print" });
				expect(await quote(page).isVisible()).toBe(true);
				for (const selector of [".field", ".chips", ".tools"]) {
					expect((await styleOf(page, selector)).display, selector).toBe("none");
				}
				expect(await styleOf(page, ".panel")).toMatchObject({ overflowY: "visible" });
				const last = page.locator(".there").last();
				expect(await last.evaluate((link) => getComputedStyle(link, "::after").content)).toContain(
					"http",
				);
				// What does not fit on the first sheet goes on the next one, and is not cut off.
				const cut = await page.locator(".panel").evaluate((panel) => {
					const { bottom } = panel.getBoundingClientRect();
					const box = panel.closest(".drop, .dialog") as Element;
					return bottom - box.getBoundingClientRect().bottom;
				});
				expect(cut).toBeLessThanOrEqual(1);
			},
		);

		it("who type on a screen see the field and the first article above the keyboard", async () => {
			for (const path of ["/fixtures/default.html", "/fixtures/dialog.html"]) {
				const page = await open(path, PHONE);
				if (path.includes("dialog")) await page.getByRole("button").first().tap();
				else await field(page).tap();
				// The keyboard takes half of the window.
				await page.setViewportSize({ width: 360, height: 330 });
				await field(page).fill("sourdough");
				const article = page.getByRole("option", { name: /Why sourdough rises/ });
				await article.waitFor();
				const [input, first] = [await field(page).boundingBox(), await article.boundingBox()];
				expect(input?.y, path).toBeGreaterThanOrEqual(0);
				expect((first?.y ?? 999) + 44, path).toBeLessThanOrEqual(330);
				await article.tap();
				await page.waitForURL(/\/bread\//);
			}
		});

		it("find what was asked for in the window, wherever the box is and however small the window", async () => {
			for (const [above, below] of [
				[0, 0],
				[900, 0],
				[900, 900],
				[120, 900],
			]) {
				const page = await open("/fixtures/default.html", {
					viewport: { width: 320, height: 256 },
				});
				await page.locator("site-cite[is-ready]").waitFor();
				await page.evaluate(`
					document.querySelector("main").style.padding = "${above}px 0 ${below}px";
					document.querySelector("site-cite").ask(${JSON.stringify(QUESTION)});
				`);
				await quote(page).waitFor();
				const box = await quote(page).boundingBox();
				expect(box?.y, `${above} ${below}`).toBeGreaterThanOrEqual(0);
				expect(box?.y, `${above} ${below}`).toBeLessThan(256 - 24);
			}
		});

		it("whose keyboard covers the page have a dialog as high as what is left", async () => {
			const page = await open("/fixtures/dialog.html", {
				...PHONE,
				before: `
					const left = Object.assign(new EventTarget(), { height: 300, width: 360, offsetTop: 40, scale: 1 });
					Object.defineProperty(window, "visualViewport", { value: left });
				`,
			});
			await page.getByRole("button").first().tap();
			const dialog = page.getByRole("dialog");
			await expect.poll(() => dialog.boundingBox()).toMatchObject({ y: 40, height: 300 });
		});

		it("get by without a pointer, from the field to a judgement and back to where they were", async () => {
			const page = await open("/fixtures/dialog.html");
			await page.locator("#other").focus();
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			await page.keyboard.type(QUESTION);
			await page.keyboard.press("Enter");
			await quote(page).waitFor();
			const names: string[] = [];
			for (let i = 0; i < 12 && names.at(-1) !== "Helpful"; i++) {
				await page.keyboard.press("Tab");
				names.push(
					(await page.evaluate(`(() => {
						const { activeElement } = document.querySelector("site-cite").shadowRoot;
						return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
					})()`)) as string,
				);
			}
			const order = ["Clear", "Ask", "Source 1", "Copy citation", "Copy link", "Helpful"];
			const at = order.map((name) => names.findIndex((one) => one.includes(name)));
			expect(at).not.toContain(-1);
			expect([...at].sort((a, b) => a - b)).toEqual(at);
			await page.keyboard.press("Space");
			await page.getByText("Thank you").waitFor();
			await page.keyboard.press("Escape");
			await page.keyboard.press("Escape");
			await page.getByRole("dialog").waitFor({ state: "hidden" });
			expect(await page.evaluate("document.activeElement.localName")).toBe("site-cite");
		});
	});

	describe("what is found", () => {
		it("opens in new tabs where the page wants that, and says so", async () => {
			const page = await open("/fixtures/default.html");
			await page.evaluate("document.querySelector('site-cite').setAttribute('open-links', 'new')");
			await field(page).fill("sourdough");
			const article = page.getByRole("option", { name: /Why sourdough rises/ });
			await article.waitFor();
			expect(await article.getAttribute("rel")).toBe("noopener");
			await field(page).press("ArrowDown");
			await field(page).press("ArrowDown");
			const [byKey] = await Promise.all([
				page.context().waitForEvent("page"),
				field(page).press("Enter"),
			]);
			await byKey.waitForURL(/\/bread\//);
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			const source = page.getByRole("link", { name: /^Source 1.*opens in a new tab/ }).first();
			const [byPointer] = await Promise.all([page.context().waitForEvent("page"), source.click()]);
			await byPointer.waitForURL(/2024-05-02-mill-dam/);
			expect(page.url()).toContain("/fixtures/default.html");
		});

		it("may be one article, or one with a headline longer than the window", async () => {
			const page = await open("/fixtures/default.html", { viewport: { width: 320, height: 640 } });
			await field(page).fill("gluten");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			await expect.poll(() => page.locator("[aria-live]").first().textContent()).toBe("1 article");
			expect(await page.getByRole("option").count()).toBe(2);
			await field(page).fill("endlessword");
			const long = page.getByRole("option", { name: /EndlessEndless/ });
			await long.waitFor();
			const box = await long.boundingBox();
			expect(box?.width).toBeLessThanOrEqual(320);
			// Two lines of headline, one of date, two of text.
			expect(box?.height).toBeLessThan(160);
		});

		it("waits while too many ask, for as long as is said, or as the reader wants", async () => {
			visited.site.behave((path) =>
				path === "/api/ask"
					? new Response("{}", { status: 429, headers: { "retry-after": "90" } })
					: null,
			);
			const page = await askedOn("/fixtures/default.html", QUESTION, { expected: /429/ });
			await page
				.getByText(/Too many questions just now. Next try: (90|8\d) seconds/)
				.last()
				.waitFor();
			visited.site.behave(null);
			await page.getByRole("button", { name: "Try again" }).click();
			await quote(page).waitFor();
		});
	});

	it("takes the font of what it stands in, but neither its capitals nor its single line", async () => {
		const page = await open("/fixtures/dialog.html", { viewport: { width: 400, height: 640 } });
		await page.evaluate(
			"document.querySelector('main').style.cssText = 'white-space: nowrap; text-transform: uppercase; font: 600 1rem monospace'",
		);
		await page.getByRole("button", { name: /Ask a question/ }).click();
		await field(page).fill(QUESTION);
		await field(page).press("Enter");
		await quote(page).waitFor();
		const looks = await quote(page).evaluate((node) => {
			const { fontFamily, textTransform } = getComputedStyle(node);
			return { fontFamily, textTransform };
		});
		expect(looks).toEqual({ fontFamily: "monospace", textTransform: "none" });
		const panel = page.locator(".panel");
		expect(await panel.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
	});

	describe("pages that change without loading", () => {
		it("by Turbo answer on every page, and after Back", async () => {
			const page = await askedOn("/fixtures/turbo.html");
			await quote(page).waitFor();
			await field(page).fill("When does the comet return?");
			await field(page).press("Enter");
			await page.getByRole("blockquote").getByText("ninety years").waitFor();
			await page.goBack();
			await quote(page).waitFor();
			await page.evaluate("window.isSame = true");
			await page.keyboard.press("Escape");
			await page.getByRole("link", { name: "The next page" }).click();
			await page.getByRole("heading", { name: "The page after it" }).waitFor();
			await page.keyboard.press("Control+k");
			await page.getByRole("dialog").waitFor();
			await page.keyboard.type(QUESTION);
			await page.keyboard.press("Enter");
			await page.getByRole("dialog").getByRole("blockquote").getByText(QUOTE).waitFor();
			await page.getByRole("button", { name: "Close" }).click();
			await page.getByRole("link", { name: "The page before" }).click();
			await page.getByRole("heading", { name: "A page that Turbo changes" }).waitFor();
			await field(page).fill("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			expect(await page.evaluate("window.isSame")).toBe(true);
			expect(await page.locator("site-cite").count()).toBe(1);
		});

		it("by a view transition keep an element that goes along, and what it shows", async () => {
			const page = await askedOn("/fixtures/default.html");
			await quote(page).waitFor();
			visited.site.takeRequests();
			// What routers do that keep an element: the new body takes its place, and then the element.
			await page.evaluate(`document.startViewTransition(() => {
				const kept = document.querySelector("site-cite");
				const next = new DOMParser().parseFromString(
					"<main><h1>Another page</h1><div id=place></div></main>", "text/html",
				);
				document.body.replaceWith(next.body);
				document.querySelector("#place").replaceWith(kept);
			}).finished`);
			await page.getByRole("heading", { name: "Another page" }).waitFor();
			expect(await quote(page).count()).toBe(1);
			await field(page).fill("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			expect(visited.site.takeRequests().filter((path) => path.startsWith("/api/ask"))).toEqual([]);
		});

		it("by islands may have the element before the script, and put it in again", async () => {
			const page = await open("/fixtures/islands.html");
			await page.evaluate(`(async () => {
				await import("/widget.js");
				await import("/widget.js?again");
				const island = document.querySelector("#island");
				const { innerHTML } = island;
				island.innerHTML = "";
				island.innerHTML = innerHTML;
				const made = document.createElement("site-cite");
				made.setAttribute("address", "off");
				document.querySelector("main").append(made);
			})()`);
			await page.locator("site-cite[is-ready]").nth(1).waitFor();
			await page.getByRole("button", { name: /Ask a question/ }).click();
			await page.getByRole("dialog").getByRole("combobox").fill(QUESTION);
			await page.keyboard.press("Enter");
			await quote(page).waitFor();
			// While an answer is open, and one is on its way.
			visited.site.behave(() => new Promise(() => {}));
			await page.evaluate("document.querySelector('site-cite').ask('Who?')");
			await page.evaluate("document.querySelector('#island').replaceChildren()");
			await page.keyboard.press("Control+k");
			expect(await page.evaluate("document.activeElement.localName")).toBe("site-cite");
		});
	});
});
