import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "../../src/domain/excerpt.ts";

const LONG = "Nothing is told in this first sentence, long as it is. ".repeat(8);
const MILL = "The mill stood here.";

describe("an excerpt", () => {
	it("starts with a sentence shortly before what was asked for", () => {
		const text = `${LONG}Before it was a meadow. ${MILL}`;
		const start = text.indexOf("mill");
		const shown = excerpt(text, [{ start, end: start + 4 }]);
		expect(text.slice(shown.start, shown.end)).toBe(
			`Nothing is told in this first sentence, long as it is. Before it was a meadow. ${MILL}`,
		);
	});

	it("ends with a word, some way behind it", () => {
		const text = `${MILL} ${LONG}`;
		const shown = excerpt(text, [{ start: 0, end: MILL.length }]);
		expect(shown.start).toBe(0);
		expect(text.slice(0, shown.end)).toMatch(/^The mill stood here\. Nothing .*\w$/);
		expect(shown.end).toBeLessThan(text.length - 60);
		expect(text[shown.end]).toBe(" ");
	});

	it("is the beginning where nothing was asked for, and all of a short text", () => {
		expect(excerpt(LONG, [])).toMatchObject({ start: 0 });
		expect(excerpt(LONG, []).end).toBeLessThan(LONG.length);
		expect(excerpt(MILL, [{ start: 4, end: 8 }])).toEqual({ start: 0, end: MILL.length });
		expect(excerpt("", [])).toEqual({ start: 0, end: 0 });
	});

	it("has all of what was asked for and not much more, whole characters, whatever the text", () => {
		const texts = fc.array(fc.constantFrom("a", "bc. ", " ", "\n", "😀", "ü", "。", "word "), {
			maxLength: 900,
		});
		fc.assert(
			fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 20 }), (pieces, from, length) => {
				const text = pieces.join("");
				const asked = pieces.slice(0, from % (pieces.length + 1)).join("").length;
				const end = Math.min(asked + length, text.length);
				const shown = excerpt(text, [{ start: asked, end }]);
				expect(shown.start).toBeLessThanOrEqual(asked);
				expect(shown.end).toBeGreaterThanOrEqual(end);
				expect(shown.end - shown.start).toBeLessThanOrEqual(320 + 60 + 60 + length);
				expect(text.slice(0, shown.start).isWellFormed()).toBe(true);
				if (shown.end > end) expect(text.slice(0, shown.end).isWellFormed()).toBe(true);
			}),
		);
	});
});
