import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { search } from "../../src/app/search.ts";
import type { Search } from "../../src/domain/search.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

const found = (text: string, more: Partial<Search> = {}) =>
	search(sample.index, { text, filter: {}, page: 1, limit: 10, ...more });

describe("search", () => {
	it("marks nothing but words that were looked for, in titles and snippets", async () => {
		const typed = "old mill dam breaks rain sourdough wild yeast gluten comet tartu degrees water";
		const letters = fc.nat({ max: typed.length });
		await fc.assert(
			fc.asyncProperty(letters, letters, async (from, to) => {
				const text = typed.slice(Math.min(from, to), Math.max(from, to));
				const { engine } = sample.index;
				const { results } = await found(text);
				const { terms } = await engine.searchArticles({ text, filter: {}, offset: 0, limit: 10 });
				for (const { article, titleHighlights, snippet } of results) {
					const marked = [
						...titleHighlights.map(({ start, end }) => article.title.slice(start, end)),
						...snippet.highlights.map(({ start, end }) => snippet.text.slice(start, end)),
					];
					for (const one of marked) {
						const tokens = engine.analyze(one, article.lang);
						expect(tokens.length).toBeGreaterThan(0);
						for (const { term } of tokens) expect(terms.has(term)).toBe(true);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	it("finds every article of the sample by the beginning of each word of its text", async () => {
		const { index } = sample;
		for (const id of index.articles.ids()) {
			const article = await index.articles.get(id);
			for (const [word] of (article?.text ?? "").matchAll(/\p{L}{3,}/gu)) {
				for (const length of [3, word.length]) {
					const { results } = await found(word.slice(0, length));
					expect(
						results.map((one) => one.article.id),
						word,
					).toContain(id);
				}
			}
		}
	});

	it("shows an article by the place that matches, with its section and a link to it", async () => {
		const [first] = (await found("fastest degr")).results;
		expect(first).toMatchObject({
			...{ rank: 1, section: ["Temperature"] },
			article: { title: "Why sourdough rises", published: "2023-01-14" },
			snippet: { text: "Dough rises fastest at about 28 degrees." },
		});
		expect(first?.deepLink).toMatch(/^\/bread\/#:~:text=/);
	});
});
