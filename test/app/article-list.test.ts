import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	ArticleList,
	encodeArticleList,
	type ListedArticle,
	newerFirst,
} from "../../src/app/article-list.ts";
import { fold } from "../../src/app/folded-texts.ts";
import { suggest } from "../../src/app/suggest.ts";

const words = fc.constantFrom(
	"Über",
	"the",
	"The Sewers",
	"mill-dam",
	"水",
	"été ",
	"",
	"a\nb",
	"😀",
);
const title = fc.array(words, { maxLength: 4 }).map((all) => all.join(" "));
const date = fc.constantFrom(null, "2021-05-01", "2021-05-01T22:00:00-05:00", "1969-01-01", "x");

/** Some articles, each id and address once. */
const articles = fc
	.uniqueArray(fc.stringMatching(/^[a-zé水]{1,4}$/u), { maxLength: 20 })
	.chain((ids) =>
		fc.tuple(
			...ids.map((id) =>
				fc.record({ title, published: date, headings: fc.array(title, { maxLength: 3 }) }).map(
					(given): ListedArticle => ({
						...{ id, ...given, url: `/${id}/`, authors: [], modified: null, lang: "en" },
						...{ tags: [], fields: {}, description: null, path: `${id}.md` },
					}),
				),
			),
		),
	);

const listOf = (all: readonly ListedArticle[]) =>
	new ArticleList(encodeArticleList(["b", "a"], all));

describe("the list of articles", () => {
	it("gives every article back, in order, by its place, its id and its address", () => {
		fc.assert(
			fc.property(articles, (all) => {
				const list = listOf(all);
				const sorted = [...all].sort(newerFirst);
				expect(list.fields).toEqual(["a", "b"]);
				expect(list.slice(0, 100)).toEqual(sorted);
				expect(list.count).toBe(all.length);
				expect(list.dated).toBe(all.filter(({ published }) => Date.parse(published ?? "")).length);
				for (const [i, article] of sorted.entries()) {
					expect(list.idAt(i)).toBe(article.id);
					expect(list.get(article.id)).toEqual(article);
					expect(list.idOfUrl(article.url)).toBe(article.id);
				}
				for (const other of ["", "nobody", "\ud800"]) {
					expect(list.has(other)).toBe(false);
					expect(list.get(other)).toBeNull();
					expect(list.idOfUrl(other)).toBeNull();
				}
			}),
		);
	});

	it("has the same bytes in whatever order the articles come", () => {
		fc.assert(
			fc.property(articles, (all) => {
				expect(encodeArticleList([], [...all].reverse())).toEqual(encodeArticleList([], all));
			}),
		);
	});

	it("lies in memory that threads share as well", () => {
		fc.assert(
			fc.property(articles, (all) => {
				const bytes = encodeArticleList([], all);
				const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 8), 8);
				shared.set(bytes);
				expect(new ArticleList(shared).slice(0, 100)).toEqual(listOf(all).slice(0, 100));
			}),
		);
	});

	it("suggests what looking at each title and heading would find", () => {
		fc.assert(
			fc.property(articles, words, fc.integer({ min: 1, max: 9 }), (all, typed, limit) => {
				const info = { generation: "", articles: all.length, chunks: 0, builtAt: "" };
				const wanted = fold(typed);
				const sorted = [...all].sort(newerFirst);
				const entries = [
					...sorted.map(({ title }) => fold(title)).map((text) => ({ text, rank: 0 })),
					...sorted.flatMap(({ headings }) =>
						headings.map((text) => ({ text: fold(text), rank: 2 })),
					),
				];
				const found = entries
					.map(({ text, rank }) => ({ text, rank, at: ` ${text}`.indexOf(` ${wanted}`) }))
					.filter(({ at }) => wanted !== "" && at >= 0)
					.sort((a, b) => a.rank + Math.min(1, a.at) - (b.rank + Math.min(1, b.at)));
				const expected = [...new Set(found.map(({ text }) => text))].slice(0, limit);
				const { suggestions } = suggest({ list: listOf(all), info }, typed, limit);
				expect(suggestions.map(({ text }) => fold(text))).toEqual(expected);
			}),
		);
	});

	it("says that it is damaged where it is cut off or no list at all", () => {
		const bytes = encodeArticleList([], []);
		for (const damaged of [
			bytes.subarray(0, -1),
			bytes.subarray(0, 3),
			new Uint8Array(64).fill(7),
		]) {
			expect(() => new ArticleList(damaged)).toThrowError(
				expect.objectContaining({ code: "index_corrupt" }),
			);
		}
	});
});
