import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { readArticle } from "../../src/app/read-article.ts";
import { askResponse } from "../../src/contract/ask.ts";
import type { ArticleFilter } from "../../src/domain/question.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

const answer = (text: string, filter: ArticleFilter = {}, threshold = 0) =>
	ask(sample.index, { text, filter, limit: 5 }, { threshold });

describe("ask", () => {
	it("quotes the sentence that answers, with its citation", async () => {
		const { answer: found, passages } = await answer("How much will repairs of the dam cost?");
		expect(found.status).toBe("answered");
		const [quote] = found.sentences;
		expect(passages[0]?.text.slice(quote?.start, quote?.end)).toBe(quote?.text);
		expect(quote).toMatchObject({
			text: expect.stringMatching(
				/^Mayor Lindqvist said that repairs would cost two million crowns\./,
			),
			citation: 1,
		});
		expect(passages[0]?.citation.article).toMatchObject({
			title: "Old Mill Dam Breaks After a Week of Rain",
			authors: ["Local desk"],
			published: "2024-05-02",
		});
	});

	it("finds by meaning where no word is shared", async () => {
		const { passages } = await answer("ideal warmth for fermentation");
		expect(passages[0]?.citation.article.title).toBe("Why sourdough rises");
	});

	it("keeps to the articles the filter allows", async () => {
		const titles = async (filter: ArticleFilter) => {
			const { passages } = await answer("water bread dam comet yeast", filter);
			return new Set(passages.map(({ citation }) => citation.article.title));
		};
		expect(await titles({ tags: ["baking"] })).toEqual(new Set(["Why sourdough rises"]));
		expect(await titles({ authors: ["Science desk"] })).toEqual(new Set(["A comet returns"]));
		expect(await titles({ from: "2024-01-01" })).toEqual(
			new Set(["Old Mill Dam Breaks After a Week of Rain"]),
		);
		expect(await titles({ langs: ["de"] })).toEqual(new Set());
	});

	it("counts facets", async () => {
		const { facets } = await answer("yeast");
		expect(facets.tags).toMatchObject({ baking: expect.any(Number) });
		expect(facets.years).toMatchObject({ "2023": expect.any(Number) });
	});

	it("gives the same answer however few passages are wanted, and those it cites", async () => {
		const text = "How much will repairs of the dam cost?";
		const whole = await ask(sample.index, { text, filter: {}, limit: 5 }, { threshold: 0 });
		const single = await ask(sample.index, { text, filter: {}, limit: 1 }, { threshold: 0 });
		expect(single.answer).toEqual(whole.answer);
		const cited = new Set([1, ...single.answer.sentences.map(({ citation }) => citation)]);
		expect(new Set(single.passages.map(({ citation }) => citation.number))).toEqual(cited);
	});

	it("says no answer under the threshold and still shows the nearest passages", async () => {
		const { answer: found, passages } = await answer("Who painted the Mona Lisa?", {}, 0.99);
		expect(found).toMatchObject({ status: "no_answer", sentences: [] });
		expect(passages.length).toBeGreaterThan(0);
	});

	it("counts a date as said by articles published then", async () => {
		const asked = (text: string) =>
			ask(sample.index, { text, filter: {}, limit: 5 }, { threshold: null });
		const then = await asked("Which dam broke in May 2024?");
		const never = await asked("Which dam broke in May 2019?");
		expect(then.answer).toMatchObject({ status: "answered", missing: [] });
		expect(then.answer.confidence).toBeGreaterThan(never.answer.confidence);
	});

	it("answers what is asked of last week from that week's articles on, or not at all", async () => {
		const asked = (asOf: string) => {
			const text = "What did Mayor Lindqvist say of the dam last week?";
			return ask(
				sample.index,
				{ text, filter: {}, limit: 5, asOf: new Date(asOf) },
				{ threshold: null },
			);
		};
		expect((await asked("2024-05-08")).answer.status).toBe("answered");
		expect((await asked("2024-06-08")).answer).toMatchObject({
			status: "no_answer",
			sentences: [],
		});
	});

	it("cites so that article, file and quote agree", async () => {
		for (const question of ["dam", "yeast sugar flour", "comet Tartu"]) {
			const { passages } = await answer(question);
			for (const { text, citation } of passages) {
				const [quote, position] = citation.selectors;
				const article = await readArticle(sample.index, citation.article.id);
				expect(article.text.slice(position.start, position.end)).toBe(text);
				expect(quote.exact).toBe(text);
				expect(article.text).toContain(quote.prefix + quote.exact + quote.suffix);
				const file = readFileSync(join(sample.box.folder, citation.source.path), "utf8");
				const source = file.slice(citation.source.start, citation.source.end);
				expect(wordsOf(source.replace(/&amp;/g, "&").replace(/\*\*/g, ""))).toEqual(wordsOf(text));
			}
		}
	});

	it("answers any text without failing, in the public shape", async () => {
		const hostile = fc.oneof(
			fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
			fc.constantFrom(
				"the of and",
				"🦄🦄🦄",
				"<script>alert(1)</script>",
				"' OR 1=1 --",
				"\ud800",
				"水はどこまで来ましたか",
				"a".repeat(1000),
				"dam ".repeat(250),
			),
		);
		await fc.assert(
			fc.asyncProperty(hostile, async (text) => {
				askResponse.parse(await answer(text));
			}),
			{ numRuns: 100 },
		);
	});
});

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}&]+/gu);
