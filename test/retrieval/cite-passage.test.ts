import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTEXT_LENGTH, citePassage, contextOf } from "../../src/retrieval/cite-passage.ts";
import { articleFixture, chunkFixture } from "../fixtures/indexed-chunk.ts";

describe("citePassage", () => {
	const chunk = chunkFixture({
		text: "It rained. The river rose.",
		start: 40,
		end: 66,
		sentences: [
			{ start: 40, end: 50 },
			{ start: 51, end: 66 },
		],
		headings: ["Spring", "May"],
		source: { start: 60, end: 86 },
		prefix: "before ",
		suffix: " after",
		fragment: "text=It%20rained.",
		article: articleFixture({ url: "https://example.org/flood/" }),
	});
	const scores = { lexical: 3, semantic: 0.5 };
	const passage = citePassage({ candidate: { chunk, scores }, score: 0.9 }, 2, []);

	it("gives the position in the canonical text and the exact quote with its surroundings", () => {
		expect(passage.citation.selectors).toEqual([
			{
				type: "TextQuoteSelector",
				exact: "It rained. The river rose.",
				prefix: "before ",
				suffix: " after",
			},
			{ type: "TextPositionSelector", start: 40, end: 66 },
		]);
	});

	it("gives the place in the source file and a link that selects the passage", () => {
		expect(passage.citation.source).toEqual({ path: "corpus/flood.txt", start: 60, end: 86 });
		expect(passage.citation.deepLink).toBe("https://example.org/flood/#:~:text=It%20rained.");
	});

	it("counts sentences from the start of the passage", () => {
		const quoted = passage.sentences.map(({ start, end }) => passage.text.slice(start, end));
		expect(quoted).toEqual(["It rained.", "The river rose."]);
	});

	it("numbers the citation by rank and keeps section and scores", () => {
		expect(passage.citation.number).toBe(2);
		expect(passage.citation.section).toEqual(["Spring", "May"]);
		expect(passage).toMatchObject({ rank: 2, score: 0.9, scores });
	});
});

describe("contextOf", () => {
	it("gives what stands right before and after, never half a character", () => {
		const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 });
		fc.assert(
			fc.property(text, fc.nat(), fc.nat(), (value, a, b) => {
				const characters = [...value];
				const cut = (n: number) => characters.slice(0, n % (characters.length + 1)).join("").length;
				const [start, end] = [cut(a), cut(b)].sort((x, y) => x - y) as [number, number];
				const { prefix, suffix } = contextOf(value, { start, end });
				expect(value.slice(0, start).endsWith(prefix)).toBe(true);
				expect(value.slice(end).startsWith(suffix)).toBe(true);
				expect(prefix.length).toBeLessThanOrEqual(CONTEXT_LENGTH);
				expect(suffix.length).toBeLessThanOrEqual(CONTEXT_LENGTH);
				expect(prefix.isWellFormed() && suffix.isWellFormed()).toBe(true);
				if (start >= CONTEXT_LENGTH)
					expect(prefix.length).toBeGreaterThanOrEqual(CONTEXT_LENGTH - 1);
			}),
		);
	});
});
