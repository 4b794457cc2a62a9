import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snippetOf } from "../../src/retrieval/snippet.ts";
import { wordTokens } from "../fixtures/question-sources.ts";

const WORDS = ["mill", "dam", "river", "weir", "a", "bakery", "thunderstorm", "x".repeat(200)];

function shown(sentences: readonly string[], words: readonly string[], separator = " ") {
	const text = sentences.join(separator);
	let start = 0;
	const ranges = sentences.map((sentence) => {
		const range = { start, end: start + sentence.length };
		start = range.end + separator.length;
		return range;
	});
	const terms = new Map(words.map((word, place) => [word, place]));
	const hits = wordTokens(text).filter(({ term }) => terms.has(term));
	const snippet = snippetOf({ text, sentences: ranges }, hits, terms);
	const marked = snippet.highlights.map(({ start: from, end }) => snippet.text.slice(from, end));
	return { ...snippet, marked };
}

describe("a snippet", () => {
	it("is the whole text where that is short", () => {
		const { text, marked } = shown(["The mill stood.", "The dam broke."], ["dam"]);
		expect(text).toBe("The mill stood. The dam broke.");
		expect(marked).toEqual(["dam"]);
	});

	it("has whole sentences where they fit", () => {
		const filler = `${"Nothing of note happened here ".repeat(6)}at all.`;
		const { text, marked } = shown([filler, "The dam broke in the night.", filler], ["dam"]);
		expect(text).toBe("The dam broke in the night.");
		expect(marked).toEqual(["dam"]);
	});

	it("shows the place with the most different words, not the most of one", () => {
		const filler = `${"Nothing of note happened here ".repeat(6)}at all.`;
		const { marked } = shown(
			["A mill, a mill, a mill.", filler, "The mill by the river.", filler],
			["mill", "river"],
		);
		expect(marked).toEqual(["mill", "river"]);
	});

	it("cuts a long sentence between words and says so", () => {
		const sentence = `${"before it all ".repeat(20)}the dam ${"and after it ".repeat(20)}`.trim();
		const { text, marked } = shown([sentence], ["dam"]);
		expect(text).toMatch(/^…(before|it|all) .*\bdam\b.*(and|after|it)…$/);
		expect(text.length).toBeLessThanOrEqual(162);
		expect(text.length).toBeGreaterThan(140);
		expect(marked).toEqual(["dam"]);
	});

	it("begins with the text where no word stands in it", () => {
		const { text, highlights } = shown([`${"one two three ".repeat(30)}four`], ["dam"]);
		expect(text).toMatch(/^one two three .*…$/);
		expect(highlights).toEqual([]);
	});

	it("is on one line, is a part of its text, and marks words that were looked for, whatever the text", () => {
		const sentence = fc.array(fc.constantFrom(...WORDS, "洪水が町を襲った。", "😀😀"), {
			minLength: 1,
			maxLength: 40,
		});
		fc.assert(
			fc.property(
				fc.array(sentence, { minLength: 1, maxLength: 5 }),
				fc.subarray(WORDS, { minLength: 1 }),
				fc.constantFrom(" ", "\n\n"),
				(sentences, words, separator) => {
					const texts = sentences.map((one) => `${one.join(" ")}.`);
					const { text, marked } = shown(texts, words, separator);
					expect(text).not.toMatch(/[\n\t]/);
					expect(text.isWellFormed()).toBe(true);
					expect(text.length).toBeLessThanOrEqual(182);
					const part = text.replace(/^…|…$/g, "");
					expect(texts.join(separator).replace(/\s/g, " ")).toContain(part);
					for (const one of marked) {
						for (const word of one.split(" ")) expect(words).toContain(word);
					}
					const findable = words.filter((one) => one.length < 160);
					if (texts.some((one) => wordTokens(one).some(({ term }) => findable.includes(term))))
						expect(marked.length).toBeGreaterThan(0);
				},
			),
			{ numRuns: 300 },
		);
	});
});
