import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressWith, askedInAddress } from "../../src/widget/page-address.ts";

const PAGE = "https://site.example/a?page=2#part";

describe("the page's address", () => {
	it("carries any question and gives it back, with all else as it was", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
				const question = text.trim();
				fc.pre(question !== "");
				fc.pre(encodeURIComponent(question).length < 1500);
				const address = addressWith(PAGE, question);
				expect(askedInAddress(address)).toBe(question);
				expect(addressWith(address, null)).toBe(PAGE);
			}),
		);
	});

	it("leaves out a question that servers would refuse to read in an address", () => {
		const address = addressWith(PAGE, "Where?");
		expect(addressWith(address, "洪水造成了多少损失？".repeat(100))).toBe(PAGE);
	});

	it("asks nothing where the question is missing or empty", () => {
		expect(askedInAddress(PAGE)).toBeNull();
		expect(askedInAddress("https://site.example/?ask=%20")).toBeNull();
	});
});
