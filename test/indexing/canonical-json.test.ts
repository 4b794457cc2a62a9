import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/indexing/canonical-json.ts";

/** Without `__proto__`, which is a property of its own in JSON but never one of a report or a setting. */
const json = fc
	.jsonValue()
	.map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "p")));

test("the text is read back as the value it was made from", () => {
	fc.assert(
		fc.property(json, (value) => {
			expect(JSON.parse(canonicalJson(value))).toEqual(value);
		}),
	);
});

test("the order in which properties were set does not show", () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), json), (value) => {
			const reversed = Object.fromEntries(Object.entries(value).reverse());
			expect(canonicalJson({ inner: reversed })).toBe(canonicalJson({ inner: value }));
		}),
	);
});

test("numbers that JSON would silently turn into null are refused", () => {
	expect(() => canonicalJson({ rate: Number.NaN })).toThrow("rate is NaN");
	expect(() => canonicalJson([1 / 0])).toThrow(TypeError);
	expect(() => canonicalJson(undefined)).toThrow(TypeError);
});
