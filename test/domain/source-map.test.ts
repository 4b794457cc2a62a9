import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SourceSegment, toSourceRange } from "../../src/domain/source-map.ts";

describe("toSourceRange", () => {
	const map = [
		{ start: 0, end: 5, sourceStart: 10, sourceEnd: 15 },
		{ start: 5, end: 6, sourceStart: 15, sourceEnd: 20 },
		{ start: 8, end: 12, sourceStart: 30, sourceEnd: 34 },
	];

	it("maps positions inside a one-to-one segment one by one", () => {
		expect(toSourceRange(map, { start: 1, end: 3 })).toEqual({ start: 11, end: 13 });
	});

	it("maps a replaced segment as a whole", () => {
		expect(toSourceRange(map, { start: 5, end: 6 })).toEqual({ start: 15, end: 20 });
		expect(toSourceRange(map, { start: 4, end: 6 })).toEqual({ start: 14, end: 20 });
	});

	it("spans what stands between the segments of a range", () => {
		expect(toSourceRange(map, { start: 2, end: 9 })).toEqual({ start: 12, end: 31 });
	});

	it("leaves separators at the ends of a range out", () => {
		expect(toSourceRange(map, { start: 6, end: 10 })).toEqual({ start: 30, end: 32 });
		expect(toSourceRange(map, { start: 3, end: 8 })).toEqual({ start: 13, end: 20 });
	});

	it("gives an empty range next to the nearest character where nothing is mapped", () => {
		expect(toSourceRange(map, { start: 6, end: 7 })).toEqual({ start: 20, end: 20 });
		expect(toSourceRange(map, { start: 7, end: 8 })).toEqual({ start: 20, end: 20 });
		expect(toSourceRange(map, { start: 12, end: 20 })).toEqual({ start: 34, end: 34 });
		expect(toSourceRange([], { start: 0, end: 3 })).toEqual({ start: 0, end: 0 });
		expect(toSourceRange(map, { start: 3, end: 3 })).toEqual({ start: 13, end: 13 });
	});

	it("holds every mapped character, and none beyond, where source ranges do not ascend", () => {
		const segment = fc.record({
			gap: fc.nat(3),
			length: fc.integer({ min: 1, max: 4 }),
			sourceStart: fc.nat(50),
			sourceLength: fc.integer({ min: 1, max: 6 }),
		});
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 8 }), fc.nat(30), fc.nat(30), (parts, a, b) => {
				let position = 0;
				const segments: SourceSegment[] = parts.map(
					({ gap, length, sourceStart, sourceLength }) => {
						const start = position + gap;
						position = start + length;
						return { start, end: position, sourceStart, sourceEnd: sourceStart + sourceLength };
					},
				);
				const range = { start: Math.min(a, b), end: Math.max(a, b) };
				const expected: number[] = [];
				for (const { start, end, sourceStart, sourceEnd } of segments) {
					for (let at = Math.max(start, range.start); at < Math.min(end, range.end); at++) {
						if (end - start === sourceEnd - sourceStart) {
							expected.push(sourceStart + at - start, sourceStart + at - start + 1);
						} else expected.push(sourceStart, sourceEnd);
					}
				}
				const found = toSourceRange(segments, range);
				if (expected.length === 0) expect(found.start).toBe(found.end);
				else expect(found).toEqual({ start: Math.min(...expected), end: Math.max(...expected) });
			}),
		);
	});
});
