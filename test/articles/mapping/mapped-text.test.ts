import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	joinMapped,
	type MappedText,
	MappedTextBuilder,
	mapThrough,
	mapVerbatim,
	sliceMapped,
	trimMapped,
} from "../../../src/articles/mapping/mapped-text.ts";
import { toSourceRange } from "../../../src/domain/source-map.ts";

describe("MappedTextBuilder", () => {
	it("makes one segment of neighbouring runs that are one to one", () => {
		const builder = new MappedTextBuilder();
		builder.verbatim("abcdef", 0, 2);
		builder.verbatim("abcdef", 2, 4);
		builder.replaced(" ", 4, 5);
		expect(builder.build()).toEqual({
			text: "abcd ",
			map: [{ start: 0, end: 5, sourceStart: 0, sourceEnd: 5 }],
		});
	});

	it("keeps replaced runs apart, and runs with markup between them", () => {
		const builder = new MappedTextBuilder();
		builder.verbatim("a&amp;b**c", 0, 1);
		builder.replaced("&", 1, 6);
		builder.verbatim("a&amp;b**c", 6, 7);
		builder.verbatim("a&amp;b**c", 9, 10);
		expect(builder.build().text).toBe("a&bc");
		expect(builder.build().map).toHaveLength(4);
	});
});

/** Sources in which `<x>` stands for one character, and their text. */
const piece = fc.oneof(
	fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom("a", "b", " ", "é", "😀", "\n") }),
	fc.constant("<x>"),
);
const mapped = fc.array(piece, { maxLength: 10 }).map((pieces) => {
	const source = pieces.join("");
	const builder = new MappedTextBuilder();
	let position = 0;
	for (const part of pieces) {
		const end = position + part.length;
		if (part === "<x>") builder.replaced("X", position, end);
		else builder.verbatim(source, position, end);
		position = end;
	}
	return { source, text: builder.build() };
});

function sourceOf(source: string, text: MappedText, start: number, end: number): string {
	const range = toSourceRange(text.map, { start, end });
	return source.slice(range.start, range.end).replaceAll("<x>", "X");
}

describe("mapped texts", () => {
	it("map every range to the source it came from, sliced, trimmed and joined", () => {
		fc.assert(
			fc.property(mapped, fc.nat(20), fc.nat(20), ({ source, text }, a, b) => {
				const [start, end] = [Math.min(a, b), Math.max(a, b)];
				const slice = sliceMapped(text, start, end);
				expect(slice.text).toBe(text.text.slice(start, end));
				expect(sourceOf(source, slice, 0, slice.text.length)).toBe(slice.text);
				const trimmed = trimMapped(text);
				expect(trimmed.text).toBe(text.text.trim());
				expect(sourceOf(source, trimmed, 0, trimmed.text.length)).toBe(trimmed.text);
				const joined = joinMapped([slice, trimmed], "\n\n");
				const from = joined.text.length - trimmed.text.length;
				expect(sourceOf(source, joined, from, joined.text.length)).toBe(trimmed.text);
			}),
		);
	});

	it("carry a text read from a mapped text through to the source", () => {
		fc.assert(
			fc.property(mapped, fc.nat(20), fc.nat(20), ({ source, text }, a, b) => {
				const [start, end] = [Math.min(a, b), Math.min(Math.max(a, b), text.text.length)];
				const inner = mapVerbatim(text.text, start, end);
				const through = mapThrough(inner, text);
				expect(through.text).toBe(inner.text);
				for (let at = 0; at < through.text.length; at++) {
					expect(sourceOf(source, through, at, at + 1)).toBe(through.text.charAt(at));
				}
			}),
		);
	});
});
