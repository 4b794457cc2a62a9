import { describe, expect, it } from "vitest";
import { suggest } from "../../src/app/suggest.ts";
import { openCorpus } from "../fixtures/corpus-index.ts";

const corpus = openCorpus();
const texts = (typed: string, limit = 8) =>
	suggest(corpus.index, typed, limit).suggestions.map(({ text }) => text);

describe("suggesting", () => {
	it("goes on from the beginning of a title, in any case", () => {
		expect(texts("the SUMMER th")).toEqual([
			"The Summer the Thames Stank: How London Got Its Sewers",
		]);
	});

	it("finds titles and headings by a later word, titles first", () => {
		const { suggestions } = suggest(corpus.index, "stank how", 8);
		expect(suggestions).toMatchObject([{ kind: "title" }]);
		expect(suggest(corpus.index, "plan", 8).suggestions).toMatchObject([
			{
				kind: "heading",
				text: "Bazalgette's plan",
				article: { title: "The Summer the Thames Stank: How London Got Its Sewers" },
			},
		]);
	});

	it("does not mind accents and punctuation", () => {
		expect(texts("convention du metre")[0]).toContain("Convention du mètre");
		expect(texts("bazalgette s")).toEqual(["Bazalgette's plan"]);
	});

	it("suggests nothing for nothing, and no more than wanted", () => {
		expect(texts("")).toEqual([]);
		expect(texts(" ?! ")).toEqual([]);
		expect(texts("the", 2)).toHaveLength(2);
		expect(new Set(texts("the", 50)).size).toBe(texts("the", 50).length);
	});
});
