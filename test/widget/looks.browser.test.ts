import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { AskResponse, SearchResult } from "../../src/widget/responses.ts";
import { hasChromium } from "../fixtures/chromium.ts";
import { differenceFrom } from "./compare-picture.ts";
import type { Behaviour } from "./fixture-site.ts";
import { askResponse, searchResponse } from "./responses.ts";
import { suiteVisits } from "./visits.ts";

const DESK = { viewport: { width: 560, height: 640 } };
/** Wide enough for a dialog that leaves some of the page to be seen. */
const WIDE = { viewport: { width: 720, height: 640 } };
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const NIGHT = { colorScheme: "dark" } as const;

const QUESTION = "What did the flood cost?";
const SENTENCE = "Mayor Lindqvist said that repairs would cost two million crowns.";
const facets = {
	tags: { floods: 4, council: 2 },
	authors: { "Local desk": 3 },
	years: { "2024": 3, "2019": 1 },
	fields: {},
};

const article = (title: string, published: string): SearchResult["article"] => ({
	id: title,
	title,
	url: `/${published}/`,
	authors: ["Local desk"],
	published,
	lang: "en",
});
const DAM = article("Old mill dam breaks after a week of rain", "2024-05-02");
const BRIDGE = article(
	"What the county learned from the flood of 2019, and why the bridge at the lower market was built a metre higher than the old one",
	"2024-06-11",
);

function passage(
	number: number,
	of: typeof DAM,
	section: readonly string[],
	text: string,
	highlights: readonly { start: number; end: number }[],
): AskResponse["passages"][number] {
	const selectors = [
		{ type: "TextQuoteSelector", exact: text, prefix: "", suffix: "" },
		{ type: "TextPositionSelector", start: 0, end: text.length },
	] as const;
	const source = { path: "dam.txt", start: 0, end: text.length };
	const citation = { number, article: of, section, selectors, source, deepLink: of.url };
	return {
		...{ rank: number, score: 0.9, scores: { lexical: 1, semantic: 1 } },
		...{ text, highlights, citation },
	};
}

const PASSAGES = [
	passage(
		1,
		DAM,
		["After the flood"],
		`${SENTENCE} The county will pay half of it.\nForty cellars were under water.`,
		[{ start: 26, end: 33 }],
	),
	passage(
		2,
		BRIDGE,
		[],
		"Repairs of the lower bridge cost 310,000 crowns, which the market paid over nine years.",
		[{ start: 28, end: 32 }],
	),
];
const ANSWERED = askResponse({
	question: QUESTION,
	answer: {
		status: "answered",
		confidence: 0.9,
		sentences: [{ text: SENTENCE, citation: 1, start: 0, end: SENTENCE.length }],
		missing: [],
	},
	passages: PASSAGES,
	facets,
});
const NOT_ANSWERED = askResponse({
	question: QUESTION,
	answer: { status: "no_answer", confidence: 0.1, sentences: [], missing: ["flood"] },
	passages: PASSAGES.slice(1),
	facets,
});
const FOUND = searchResponse({
	query: "flood",
	total: 23,
	facets,
	results: [DAM, BRIDGE, article("Cellars", "2019-03-30")].map((found, i) => ({
		rank: i + 1,
		article: found,
		titleHighlights: found === BRIDGE ? [{ start: 33, end: 38 }] : [],
		section: found === DAM ? ["After the flood"] : [],
		snippet: {
			text: "The flood reached the windows of the bakery within minutes, and forty cellars.",
			highlights: [{ start: 4, end: 9 }],
		},
		deepLink: found.url,
	})) as SearchResult[],
});

describe.skipIf(!hasChromium)("the looks of the widget", { timeout: 180_000 }, () => {
	const visited = suiteVisits();

	/** What a picture shows may not change with the models that rank: the server's answers stand here. */
	const served =
		(answer: AskResponse): Behaviour =>
		(path) =>
			Response.json(path === "/api/ask" ? answer : FOUND);

	const ask = async (page: Page) => {
		const trigger = page.locator(".trigger");
		if ((await trigger.count()) > 0) await trigger.click();
		await page.getByRole("combobox").fill(QUESTION);
		await page.getByRole("combobox").press("Enter");
	};
	const type = async (page: Page) => {
		await page.getByRole("combobox").fill("flood");
		await page.getByRole("option").nth(4).waitFor();
		await page.getByRole("combobox").press("ArrowDown");
		await page.getByRole("combobox").press("ArrowDown");
	};
	const start = async (page: Page) => {
		await page.evaluate(
			`localStorage.setItem("sitecite:recent", '["Who paid for the new bridge?", "When did the dam break?"]')`,
		);
		await page.getByRole("combobox").click();
	};

	interface Picture {
		readonly attributes?: Readonly<Record<string, string>>;
		readonly behaviour?: Behaviour;
		readonly act: (page: Page) => Promise<void>;
		/** What is there when it can be taken. */
		readonly sign: string;
		readonly expected?: RegExp;
	}

	const START: Picture = {
		attributes: { suggestions: "Which streets were flooded?|What does the county pay?" },
		act: start,
		sign: ".choice-recent",
	};
	const SUGGESTIONS: Picture = {
		behaviour: served(ANSWERED),
		act: type,
		sign: '[aria-selected="true"]',
	};
	const ANSWER: Picture = { behaviour: served(ANSWERED), act: ask, sign: ".quote" };
	const NO_ANSWER: Picture = { behaviour: served(NOT_ANSWERED), act: ask, sign: ".no-answer" };
	const ERROR: Picture = {
		behaviour: () => Response.json({ detail: "The index is being built." }, { status: 500 }),
		act: ask,
		sign: ".failure",
		expected: /500/,
	};
	const LOADING: Picture = {
		behaviour: () => new Promise(() => {}),
		act: ask,
		sign: ".skeleton-answer",
	};
	const inDialog = (picture: Picture): Picture => ({
		...picture,
		attributes: { ...picture.attributes, mode: "dialog" },
	});
	const inArabic = (picture: Picture): Picture => ({
		...picture,
		attributes: { ...picture.attributes, lang: "ar" },
	});

	const PICTURES: readonly [string, Picture, BrowserContextOptions][] = [
		["start", START, DESK],
		["suggestions", SUGGESTIONS, DESK],
		["suggestions-dark", SUGGESTIONS, { ...DESK, ...NIGHT }],
		["answer", ANSWER, DESK],
		["answer-dark", ANSWER, { ...DESK, ...NIGHT }],
		["answer-phone", ANSWER, PHONE],
		["answer-rtl", inArabic(ANSWER), DESK],
		["no-answer", NO_ANSWER, DESK],
		["no-answer-phone-dark", NO_ANSWER, { ...PHONE, ...NIGHT }],
		["error", ERROR, DESK],
		["error-dark", ERROR, { ...DESK, ...NIGHT }],
		["loading", LOADING, DESK],
		["dialog", inDialog(ANSWER), WIDE],
		["dialog-dark", inDialog(ANSWER), { ...WIDE, ...NIGHT }],
		["dialog-phone", inDialog(ANSWER), PHONE],
	];

	it.each(PICTURES)("is the one that was looked at: %s", async (name, picture, options) => {
		const { attributes = {}, behaviour = null, act, sign, expected } = picture;
		visited.site.behave(behaviour);
		const page = await visited.open("/fixtures/looks.html", {
			...options,
			locale: "en",
			reducedMotion: "reduce",
			...(expected && { expected }),
		});
		expect(
			await page.evaluate(`(() => {
				const pen = document.createElement("canvas").getContext("2d");
				const width = (font) => {
					pen.font = "40px " + font;
					return pen.measureText("mmmmmiiiii").width;
				};
				return width("'DejaVu Sans', monospace") !== width("monospace");
			})()`),
			"The font DejaVu Sans (Debian: fonts-dejavu-core) is needed to compare pictures.",
		).toBe(true);
		for (const [attribute, value] of Object.entries({ hotkeys: "/", ...attributes })) {
			await page
				.locator("site-cite")
				.evaluate((node, given) => node.setAttribute(...given), [attribute, value] as [
					string,
					string,
				]);
		}
		await act(page);
		await page.locator(sign).first().waitFor();
		const path = join(import.meta.dirname, `looks/${name}.png`);
		expect(differenceFrom(path, await page.screenshot())).toBeNull();
	});
});
