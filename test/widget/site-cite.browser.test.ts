import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { AskResponse } from "../../src/widget/responses.ts";
import { hasChromium } from "../fixtures/chromium.ts";
import { HOSTILE } from "./fixture-site.ts";
import { suiteVisits, type VisitOptions } from "./visits.ts";

const QUESTION = "How much do repairs of the dam cost?";
const QUOTE = "repairs would cost two million crowns";

describe.skipIf(!hasChromium)("the widget in Chromium", { timeout: 180_000 }, () => {
	const visited = suiteVisits();
	const { open } = visited;

	const field = (page: Page) => page.getByRole("combobox").first();
	const options = (page: Page) => page.getByRole("option");
	const status = (page: Page) => page.locator("[aria-live]").first();

	async function askedOn(path: string, text = QUESTION, more: VisitOptions = {}) {
		const page = await open(path, more);
		await field(page).fill(text);
		await field(page).press("Enter");
		return page;
	}

	describe("while one types", () => {
		it("shows articles, which arrows choose and Enter opens", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).pressSequentially("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			// Results of the first letters may still stand there.
			await expect.poll(() => page.locator("mark").first().textContent()).toBe("sourdough");
			await field(page).press("ArrowDown");
			await field(page).press("ArrowDown");
			const active = await field(page).getAttribute("aria-activedescendant");
			expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
			await field(page).press("Home");
			expect(await options(page).first().getAttribute("aria-selected")).toBe("true");
			await field(page).press("End");
			await field(page).press("Enter");
			await page.waitForURL(/\/bread\//);
		});

		it("tells how many articles there are, once the reader rests", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).pressSequentially("harbour");
			await options(page).getByText("300 articles").waitFor();
			await expect.poll(() => status(page).textContent()).toBe("300 articles");
			expect(await options(page).count()).toBe(8);
		});

		it("keeps the last articles until new ones are there, and asks no more than it must", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).fill("comet");
			await page.getByRole("option", { name: /A comet returns/ }).waitFor();
			visited.site.takeRequests();
			let release = () => {};
			const held = new Promise<void>((resolve) => {
				release = resolve;
			});
			visited.site.behave(async () => {
				await held;
				return null;
			});
			for (const text of ["h", "ha", "har", "harb", "harbo"]) await field(page).fill(text);
			await page.locator("[data-slow]").waitFor();
			expect(await page.getByRole("option", { name: /A comet returns/ }).count()).toBe(1);
			release();
			await options(page).getByText("300 articles").waitFor();
			expect(visited.site.takeRequests().at(-1)).toContain("q=harbo&");
		});

		it("moves nothing that the pointer has gone to", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).fill("comet");
			const comet = page.getByRole("option", { name: /A comet returns/ });
			await comet.waitFor();
			let release = () => {};
			const held = new Promise<void>((resolve) => {
				release = resolve;
			});
			visited.site.behave(async () => {
				await held;
				return null;
			});
			await field(page).fill("harbour");
			await comet.hover({ position: { x: 40, y: 10 } });
			await comet.hover({ position: { x: 60, y: 12 } });
			release();
			await page.waitForTimeout(500);
			expect(await comet.count()).toBe(1);
			await page.mouse.move(2, 2);
			await options(page).getByText("300 articles").waitFor();
		});

		it("answers a question after a pause", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).pressSequentially(QUESTION);
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(await field(page).evaluate((input) => input.matches(":focus"))).toBe(true);
		});
	});

	describe("an answer", () => {
		it("quotes with a citation that carries a text fragment, and passages by article", async () => {
			const page = await askedOn("/fixtures/default.html");
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			const source = page.getByRole("link", { name: /^Source 1/ }).first();
			expect(await source.getAttribute("href")).toContain("/2024-05-02-mill-dam/#:~:text=");
			expect(await page.locator(".quoted").first().textContent()).toContain(QUOTE);
			expect(await status(page).textContent()).toMatch(/^Answer found, \d+ passages?$/);
			await source.click();
			await page.waitForURL("**/2024-05-02-mill-dam/**");
			await page.goBack();
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
		});

		it("stands in the address: shared, left and come back to", async () => {
			const page = await open(`/fixtures/default.html?ask=${encodeURIComponent(QUESTION)}`);
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(await field(page).inputValue()).toBe(QUESTION);
			await field(page).fill("When does the comet return?");
			await field(page).press("Enter");
			await page.getByRole("blockquote").getByText("ninety years").waitFor();
			expect(new URL(page.url()).searchParams.get("ask")).toBe("When does the comet return?");
			await page.goBack();
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
		});

		it("shows of a long passage what stands around the quote, and all of it on demand", async () => {
			const page = await askedOn(
				"/fixtures/default.html",
				"What drives the wheel of the tide mill?",
			);
			const passage = page.locator(".passage", { has: page.locator(".quoted") }).first();
			await passage.locator(".quoted", { hasText: "driven by sea water" }).waitFor();
			const text = passage.locator(".passage-text");
			const shown = (await text.textContent()) ?? "";
			expect(shown).toMatch(/^… .* …$/);
			const more = passage.getByRole("button", { name: "Source 1: Show more" });
			await more.focus();
			await page.keyboard.press("Enter");
			await more.waitFor({ state: "hidden" });
			const whole = (await text.textContent()) ?? "";
			expect(whole).toContain(shown.slice(2, -2));
			expect(whole).toMatch(/^The oldest building .* try the brake\.$/);
			expect(await text.evaluate((node) => node.matches(":focus"))).toBe(true);
			expect(await passage.locator(".quoted").count()).toBe(1);
			await page.keyboard.press("ArrowDown");
			const there = passage.getByRole("link", { name: "Read it there" });
			expect(await there.evaluate((link) => link.matches(":focus"))).toBe(true);
			// Asked again, the answer is shown anew.
			visited.site.takeRequests();
			await field(page).press("Enter");
			await expect.poll(() => visited.site.takeRequests()).toHaveLength(1);
			await page.locator('[aria-busy="false"]').waitFor();
			expect(await text.textContent()).toBe(whole);
			expect(await more.isHidden()).toBe(true);
		});

		it("shows the beginning of a question that is longer than the field", async () => {
			const page = await askedOn("/fixtures/default.html", QUESTION, {
				viewport: { width: 320, height: 640 },
			});
			await page.getByRole("blockquote").first().waitFor();
			expect(await field(page).evaluate((input) => input.scrollLeft)).toBe(0);
		});

		it("is honest where there is none, and offers keywords", async () => {
			const page = await askedOn("/fixtures/default.html", "Who painted the Mona Lisa?");
			await page.getByRole("heading", { name: "No answer found" }).waitFor();
			expect(await status(page).textContent()).toBe("No answer found");
			await field(page).fill("harbour");
			await options(page).getByText("300 articles").click();
			await page.getByRole("heading", { name: "300 articles" }).waitFor();
			expect(await page.locator("li.group").count()).toBe(10);
			await page.getByRole("button", { name: "Show more" }).click();
			await expect.poll(() => page.locator("li.group").count()).toBe(20);
		});

		it("is filtered by what the passages have, and says which filter is on", async () => {
			const page = await askedOn("/fixtures/default.html", "What gas does yeast give off?");
			const chip = page.getByRole("button", { name: /^baking/ });
			await chip.click();
			await page.locator('[aria-pressed="true"]', { hasText: "baking" }).waitFor();
			expect(visited.site.takeRequests().at(-1)).toContain("tag=baking");
			expect(await chip.evaluate((button) => button.matches(":focus"))).toBe(true);
		});

		it("is filtered by the site's own fields, too", async () => {
			const page = await askedOn("/fixtures/default.html", "What gas does yeast give off?");
			await page.getByRole("button", { name: /^level 2/ }).click();
			await page.locator('[aria-pressed="true"]', { hasText: "level" }).waitFor();
			expect(visited.site.takeRequests().at(-1)).toContain("where=level%3A2");
		});

		it("comes to questions that are too long for an address, filtered or not", async () => {
			const long = `What gas does yeast give off? ${"面团".repeat(480)}`;
			const page = await askedOn("/fixtures/default.html", long);
			const chip = page.getByRole("button", { name: /^baking/ });
			await chip.click();
			await page.locator('[aria-pressed="true"]', { hasText: "baking" }).waitFor();
			await page.getByRole("link", { name: "Why sourdough rises" }).first().waitFor();
			expect(visited.site.takeRequests().slice(-2)).toEqual(["/api/ask", "/api/ask"]);
			expect(await field(page).inputValue()).toBe(long);
			expect(new URL(page.url()).search).toBe("");
			// Moved in the page, the element keeps what no address could bring back.
			await page.evaluate("document.body.append(document.querySelector('site-cite'))");
			expect(await page.getByRole("link", { name: "Why sourdough rises" }).count()).toBeGreaterThan(
				0,
			);
		});

		it("that filters keep from coming is asked for without them", async () => {
			const page = await askedOn("/fixtures/default.html", "What gas does yeast give off?");
			await page.getByRole("button", { name: /^baking/ }).click();
			await page.locator('[aria-pressed="true"]', { hasText: "baking" }).waitFor();
			await field(page).fill("Who painted the Mona Lisa?");
			await field(page).press("Enter");
			await page.getByRole("heading", { name: "No answer found" }).waitFor();
			await page.getByRole("button", { name: "Ask without these filters: baking" }).click();
			await page.locator('[aria-pressed="true"]').waitFor({ state: "detached" });
			expect(visited.site.takeRequests().at(-1)).not.toContain("tag=");
			expect(await field(page).evaluate((input) => input.matches(":focus"))).toBe(true);
		});

		it("that is more likely none says so, also to screen readers", async () => {
			const page = await open("/fixtures/default.html");
			await page.route("**/api/ask?*", async (route) => {
				const response = await route.fetch();
				const { answer, ...rest } = (await response.json()) as AskResponse;
				await route.fulfill({ json: { ...rest, answer: { ...answer, confidence: 0.4 } } });
			});
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			await page.getByRole("heading", { name: "This may answer it" }).waitFor();
			expect(await status(page).textContent()).toBe("This may answer it");
		});

		it("says above the quotes what the question was read as", async () => {
			const page = await askedOn("/fixtures/default.html", "How much do reparis of the dam cost?");
			const read = page.getByText("Read as “How much do repairs of the dam cost?”.");
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			const [above, below] = await Promise.all([
				read.boundingBox(),
				page.getByRole("blockquote").first().boundingBox(),
			]);
			expect(above?.y).toBeLessThan(below?.y ?? 0);
		});

		it("can be cited, linked to and judged", async () => {
			const page = await askedOn("/fixtures/default.html", QUESTION, {
				permissions: ["clipboard-read", "clipboard-write"],
			});
			await page.evaluate(
				"addEventListener('sitecite:feedback', (event) => { window.judged = event.detail })",
			);
			await page.getByRole("button", { name: "Copy citation" }).click();
			await page.locator('[data-said="Copied"]').waitFor();
			const copied = await page.evaluate("navigator.clipboard.readText()");
			expect(copied).toContain(QUOTE);
			expect(copied).toContain(`2024-05-02, ${visited.site.url}/2024-05-02-mill-dam/`);
			await page.getByRole("button", { name: "Copy link" }).click();
			await expect
				.poll(() => page.evaluate("navigator.clipboard.readText()"))
				.toContain(`${visited.site.url}/2024-05-02-mill-dam/#:~:text=`);
			await page.getByRole("button", { name: "Helpful", exact: true }).click();
			await page.getByText("Thank you").waitFor();
			expect(await page.evaluate("window.judged")).toMatchObject({
				question: QUESTION,
				helpful: true,
			});
		});

		it("hides the judging where the site does not take it", async () => {
			const page = await askedOn("/fixtures/default.html", QUESTION, { expected: /404/ });
			await page.getByRole("blockquote").first().waitFor();
			visited.site.behave((path) =>
				path === "/api/feedback" ? new Response(null, { status: 404 }) : null,
			);
			await page.getByRole("button", { name: "Not helpful" }).click();
			await page.locator(".feedback").waitFor({ state: "hidden" });
		});
	});

	describe("keys", () => {
		it("open the dialog, clear it, close it, and give the focus back", async () => {
			const page = await open("/fixtures/dialog.html");
			await page.locator("#other").focus();
			await page.keyboard.press("/");
			expect(await page.locator("#other").inputValue()).toBe("/");
			await page.keyboard.press("Control+k");
			await page.getByRole("dialog").waitFor();
			await page.keyboard.type("comet");
			await page.getByRole("option", { name: /A comet returns/ }).waitFor();
			await page.keyboard.press("Escape");
			expect(await field(page).inputValue()).toBe("");
			await page.keyboard.press("Escape");
			await page.getByRole("dialog").waitFor({ state: "hidden" });
			expect(await page.evaluate("document.activeElement.id")).toBe("other");
			await page.locator("h1").click();
			await page.keyboard.press("/");
			await page.getByRole("dialog").waitFor();
		});

		it("end a wait and keep the question", async () => {
			const page = await open("/fixtures/default.html");
			visited.site.behave(() => new Promise(() => {}));
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			await page.locator(".skeleton").waitFor();
			await field(page).press("Escape");
			await page.locator(".skeleton").waitFor({ state: "detached" });
			expect(await field(page).inputValue()).toBe(QUESTION);
			expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
			visited.site.behave(null);
			await field(page).press("Enter");
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			await field(page).press("Escape");
			expect(await field(page).inputValue()).toBe("");
		});

		it("lead through an answer and back to the field", async () => {
			const page = await askedOn("/fixtures/default.html");
			await page.getByRole("blockquote").first().waitFor();
			await page.keyboard.press("ArrowDown");
			const focused = () =>
				page.evaluate("document.querySelector('site-cite').shadowRoot.activeElement.className");
			expect(await focused()).toContain("source");
			await page.keyboard.press("End");
			expect(await focused()).toContain("there");
			await page.keyboard.press("Home");
			await page.keyboard.press("ArrowUp");
			expect(await focused()).toContain("input");
		});

		it("open an article in a new tab with Ctrl", async () => {
			const page = await open("/fixtures/default.html");
			await field(page).fill("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			await field(page).press("ArrowDown");
			await field(page).press("ArrowDown");
			const [tab] = await Promise.all([
				page.context().waitForEvent("page"),
				field(page).press("Control+Enter"),
			]);
			await tab.waitForURL(/\/bread\//);
			expect(page.url()).toContain("/fixtures/default.html");
		});

		it("bring back recent questions, until they are forgotten", async () => {
			const page = await askedOn("/fixtures/default.html");
			await page.getByRole("blockquote").first().waitFor();
			await field(page).press("Escape");
			await page.getByRole("group", { name: "Recent questions" }).waitFor();
			await options(page).getByText(QUESTION).first().waitFor();
			await page.getByRole("button", { name: "Clear" }).last().click();
			await page.getByRole("group", { name: "Recent questions" }).waitFor({ state: "detached" });
			expect(await page.getByRole("group", { name: "Try asking" }).count()).toBe(1);
		});

		it("start from what others asked, where the page names no questions", async () => {
			visited.site.behave((path) =>
				path === "/api/suggest" ? Response.json({ questions: [QUESTION, HOSTILE] }) : null,
			);
			visited.site.takeRequests();
			const page = await open("/fixtures/dialog.html");
			await page.keyboard.press("Control+k");
			const asked = page.getByRole("group", { name: "Try asking" });
			await asked.getByRole("option").getByText(HOSTILE).waitFor();
			expect(visited.site.takeRequests().filter((path) => path.includes("suggest"))).toEqual([
				"/api/suggest?q=&limit=5",
			]);
			await field(page).press("ArrowDown");
			await field(page).press("Enter");
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			await field(page).press("Escape");
			// The reader's own question is not named twice.
			await page.getByRole("group", { name: "Recent questions" }).getByText(QUESTION).waitFor();
			expect(await options(page).getByText(QUESTION).count()).toBe(1);
			expect(visited.site.takeRequests().filter((path) => path.includes("suggest"))).toEqual([]);
		});

		it("start from what others asked after an answer, too", async () => {
			visited.site.behave((path) =>
				path === "/api/suggest" ? Response.json({ questions: ["Who wrote that?"] }) : null,
			);
			const page = await open("/fixtures/dialog.html");
			visited.site.takeRequests();
			await page.evaluate(`document.querySelector("site-cite").ask(${JSON.stringify(QUESTION)})`);
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(visited.site.takeRequests().map((path) => path.split("?")[0])).toEqual(["/api/ask"]);
			await field(page).press("Escape");
			await page.getByRole("option").getByText("Who wrote that?").waitFor();
		});

		it("start from nothing where the server cannot say what others asked", async () => {
			visited.site.behave(() => new Response("<html>", { status: 500 }));
			const page = await open("/fixtures/dialog.html", { expected: /500/ });
			await page.keyboard.press("Control+k");
			await page.getByText("Ask in your own words.").waitFor();
			await expect.poll(() => visited.site.takeRequests()).toContain("/api/suggest?q=&limit=5");
			expect(await options(page).count()).toBe(0);
			await page.waitForTimeout(300);
			expect(visited.site.takeRequests()).toEqual([]);
			visited.site.behave(() => Response.json({ questions: ["Who wrote that?"] }));
			await page.keyboard.press("Escape");
			await page.keyboard.press("Control+k");
			await options(page).getByText("Who wrote that?").waitFor();
		});
	});

	describe("a server in trouble", () => {
		it("is told of, and can be tried again", async () => {
			visited.site.behave(() => new Response("<html>", { status: 502 }));
			const page = await askedOn("/fixtures/default.html", QUESTION, { expected: /502/ });
			await page.getByText("That did not work.").last().waitFor();
			visited.site.behave(null);
			await page.getByRole("button", { name: "Try again" }).click();
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
		});

		it("that is busy is asked again after the wait it names", async () => {
			let tries = 0;
			visited.site.behave((path) => {
				if (path !== "/api/ask" || tries++ > 0) return null;
				return new Response("{}", { status: 503, headers: { "retry-after": "2" } });
			});
			const page = await open("/fixtures/default.html", { expected: /503/ });
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			await page
				.getByText(/Next try: [12] seconds?/)
				.last()
				.waitFor();
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
		});

		it("that answers nonsense breaks nothing", async () => {
			visited.site.behave(() => Response.json({ passages: "none" }));
			const page = await askedOn("/fixtures/default.html");
			await page.getByText("That did not work.").last().waitFor();
		});

		it("out of reach is asked as soon as there is a network again", async () => {
			const page = await open("/fixtures/default.html", { expected: /ERR_INTERNET_DISCONNECTED/ });
			await page.context().setOffline(true);
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			await page.getByText("You are offline.").last().waitFor();
			await page.context().setOffline(false);
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
		});

		it("that is slow shows lines in place of an answer, and not before it is slow", async () => {
			visited.site.behave(async () => {
				await new Promise((resolve) => setTimeout(resolve, 1500));
				return null;
			});
			const page = await askedOn("/fixtures/default.html");
			await page.locator(".skeleton-answer").waitFor();
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(await page.locator(".skeleton-answer").count()).toBe(0);
		});
	});

	describe("hostile articles", () => {
		it("are shown as text, in their place, and no wider than the page", async () => {
			const page = await open("/fixtures/default.html", { viewport: { width: 320, height: 640 } });
			await field(page).fill("escaping");
			await page.getByRole("option").getByText(HOSTILE).first().waitFor();
			await field(page).fill("How long is the endlessword?");
			await field(page).press("Enter");
			await page.locator(".passage").first().waitFor();
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
			const panel = "document.querySelector('site-cite').shadowRoot.querySelector('.panel')";
			expect(await page.evaluate(`${panel}.scrollWidth <= ${panel}.clientWidth`)).toBe(true);
			expect(await page.evaluate(`${panel}.querySelectorAll('img').length`)).toBe(0);
			expect(await page.title()).toBe("A page with a box");
		});
	});

	describe("pages of all kinds", () => {
		it("with the strictest policy are asked on without a violation", async () => {
			const page = await askedOn("/fixtures/csp.html");
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(await page.locator(".drop").evaluate((drop) => getComputedStyle(drop).position)).toBe(
				"absolute",
			);
		});

		it("without constructable style sheets get a style element with the nonce", async () => {
			const page = await askedOn("/fixtures/csp.html", QUESTION, {
				before: "window.CSSStyleSheet = class { constructor() { throw new TypeError('no') } }",
			});
			await page.getByRole("blockquote").getByText(QUOTE).waitFor();
			expect(await page.locator(".drop").evaluate((drop) => getComputedStyle(drop).position)).toBe(
				"absolute",
			);
		});

		it("without scripts ask by a form that the server answers", async () => {
			const page = await open("/fixtures/no-js.html", { javaScriptEnabled: false });
			await page.getByLabel("Your question").fill(QUESTION);
			await page.getByRole("button", { name: "Ask" }).click();
			await page.waitForURL("**/ask?q=*");
			await page.locator("blockquote").getByText(QUOTE).waitFor();
		});

		it("from right to left are answered in their language", async () => {
			const page = await open("/fixtures/rtl.html");
			expect(await field(page).getAttribute("placeholder")).toBe("اطرح سؤالًا…");
			expect(await page.locator(".root").getAttribute("dir")).toBe("rtl");
			const input = await field(page).boundingBox();
			const button = await page.getByRole("button", { name: "اسأل" }).boundingBox();
			expect(button?.x).toBeLessThan(input?.x ?? 0);
		});

		it("with options that nobody knows get the default and one warning each", async () => {
			const warnings: string[] = [];
			const page = await open("/fixtures/default.html");
			page.on("console", (message) => {
				if (message.type() === "warning") warnings.push(message.text());
			});
			await page.goto(`${visited.site.url}/fixtures/errors.html`);
			await page.locator("site-cite[is-ready]").nth(1).waitFor();
			expect(warnings.filter((text) => text.includes("<site-cite>"))).toHaveLength(3);
		});

		it("may have two, load the script twice, and move or remove them at any time", async () => {
			const page = await open("/fixtures/two.html");
			await page.keyboard.press("Control+k");
			expect(await page.evaluate("document.activeElement.id")).toBe("first");
			await field(page).fill("comet");
			await page.getByRole("option", { name: /A comet returns/ }).waitFor();
			await page.evaluate("document.querySelector('#b').append(document.querySelector('#first'))");
			expect(await field(page).count()).toBe(1);
			await page.evaluate("document.querySelector('#second').ask('When does the comet return?')");
			await page.getByRole("dialog").getByRole("blockquote").first().waitFor();
			expect(await page.getByRole("dialog").getByText("Antwort", { exact: true }).count()).toBe(1);
			visited.site.behave(() => new Promise(() => {}));
			await page.evaluate("document.querySelector('#second').ask('Who?')");
			await page.evaluate("document.querySelector('#second').remove()");
			await page.waitForTimeout(300);
			expect(await page.locator("site-cite").count()).toBe(1);
		});

		it("change attributes whenever they like", async () => {
			const page = await open("/fixtures/default.html");
			await page.evaluate("document.querySelector('site-cite').setAttribute('lang', 'fr')");
			await expect.poll(() => field(page).getAttribute("placeholder")).toBe("Posez une question…");
		});

		it("can cancel what readers do", async () => {
			const page = await open("/fixtures/dialog.html");
			await page.evaluate(
				"for (const name of ['open', 'ask']) addEventListener('sitecite:' + name, (event) => event.preventDefault())",
			);
			await page.evaluate("document.querySelector('site-cite').open()");
			expect(await page.getByRole("dialog").count()).toBe(0);
			visited.site.takeRequests();
			await page.evaluate("document.querySelector('site-cite').ask('Who?')");
			expect(visited.site.takeRequests()).toEqual([]);
		});

		it("do not move while one types and is answered", async () => {
			const page = await open("/fixtures/default.html");
			await page.evaluate(`
				window.shift = 0;
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries()) window.shift += entry.value;
				}).observe({ type: "layout-shift", buffered: true });
			`);
			await field(page).pressSequentially("sourdough");
			await page.getByRole("option", { name: /Why sourdough rises/ }).waitFor();
			await field(page).fill(QUESTION);
			await field(page).press("Enter");
			await page.getByRole("blockquote").first().waitFor();
			expect(await page.evaluate("window.shift")).toBe(0);
		});

		it("are not animated where readers want no motion", async () => {
			const page = await open("/fixtures/dialog.html", { reducedMotion: "reduce" });
			await page.keyboard.press("Control+k");
			const dialog = page.getByRole("dialog");
			await dialog.waitFor();
			expect(await dialog.evaluate((node) => getComputedStyle(node).animationName)).toBe("none");
		});
	});
});
