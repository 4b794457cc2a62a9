import { describe, expect, it } from "vitest";
import type { Token } from "../../src/domain/analysis.ts";
import { highlight } from "../../src/retrieval/highlight.ts";

const TEXT = "The old mills stood by the river, near the dam.";

function tokens(): Token[] {
	return [...TEXT.matchAll(/\w+/g)].map((word) => ({
		term: word[0].toLowerCase().replace(/s$/, ""),
		isStopWord: false,
		start: word.index,
		end: word.index + word[0].length,
	}));
}

const marked = (terms: string[]) =>
	highlight(TEXT, tokens(), new Set(terms)).map(({ start, end }) => TEXT.slice(start, end));

describe("highlight", () => {
	it("marks words by their term, not their spelling", () => {
		expect(marked(["mill", "dam"])).toEqual(["mills", "dam"]);
	});

	it("joins neighbours that only white space parts", () => {
		expect(marked(["old", "mill", "river", "near"])).toEqual(["old mills", "river", "near"]);
	});

	it("marks nothing where no word matches", () => {
		expect(marked(["bridge"])).toEqual([]);
	});
});
