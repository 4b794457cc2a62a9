import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieces } from "../../src/widget/highlighted-text.ts";

describe("highlighted text", () => {
	it("marks the ranges", () => {
		expect(pieces("old mill dam", [{ start: 4, end: 8 }])).toEqual([
			{ text: "old ", isMarked: false },
			{ text: "mill", isMarked: true },
			{ text: " dam", isMarked: false },
		]);
	});

	it("shows every character once, whatever the ranges", () => {
		const range = fc.record({
			start: fc.integer({ min: -5, max: 40 }),
			end: fc.integer({ max: 40 }),
		});
		fc.assert(
			fc.property(fc.string({ maxLength: 30 }), fc.array(range), (text, ranges) => {
				const shown = pieces(
					text,
					ranges.map(({ start, end }) => ({ start: Math.max(0, start), end })),
				);
				expect(shown.map((piece) => piece.text).join("")).toBe(text);
			}),
		);
	});
});
