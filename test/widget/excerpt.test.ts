import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "../../src/widget/excerpt.ts";

const LONG = "Nothing is told in this first sentence, long as it is. ".repeat(8);

describe("an excerpt", () => {
	it("starts with the sentence of the first highlight", () => {
		const text = `${LONG}The mill stood here.`;
		const start = text.indexOf("mill");
		const shown = excerpt(text, [{ start, end: start + 4 }]);
		expect(shown.text).toBe("… The mill stood here.");
		expect(shown.highlights).toEqual([{ start: 6, end: 10 }]);
	});

	it("is the whole text where the first highlight comes early", () => {
		expect(excerpt(LONG, [{ start: 8, end: 10 }]).text).toBe(LONG);
		expect(excerpt(LONG, []).text).toBe(LONG);
	});

	it("highlights the same words as the text does, whatever the text", () => {
		const texts = fc.array(fc.constantFrom("a", "bc. ", " ", "\n", "😀", "ü", "。", "word "), {
			maxLength: 300,
		});
		fc.assert(
			fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 20 }), (pieces, from, length) => {
				const text = pieces.join("");
				const start = Math.min(from, text.length);
				const end = Math.min(start + length, text.length);
				const shown = excerpt(text, [{ start, end }]);
				const [highlight] = shown.highlights;
				expect(shown.text.endsWith(text.slice(start))).toBe(true);
				if (highlight) {
					expect(shown.text.slice(highlight.start, highlight.end)).toBe(text.slice(start, end));
				}
			}),
		);
	});
});
