import { describe, expect, it } from "vitest";
import { overlaps } from "../../src/evaluation/quote-match.ts";

describe("overlaps", () => {
	it("finds a quote in a text and a text in a quote, whatever the white space", () => {
		expect(overlaps("The dam\nbroke in  May.", "dam broke in May")).toBe(true);
		expect(overlaps("in May.", "The dam broke\n\nin May.")).toBe(true);
	});

	it("finds no half of a quote", () => {
		expect(overlaps("The dam broke.", "dam broke in May")).toBe(false);
	});
});
