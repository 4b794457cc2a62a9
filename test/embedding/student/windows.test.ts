import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinVectors, splitIntoWindows } from "../../../src/embedding/student/windows.ts";

const SETTINGS = { maxTokens: 10, beginId: -1, endId: -2 };

describe("splitIntoWindows", () => {
	it("holds every id once, in order, in as few windows of about equal length as can be", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { maxLength: 100 }), (ids) => {
				const windows = splitIntoWindows(Int32Array.from(ids), SETTINGS);
				expect(windows).toHaveLength(Math.ceil(ids.length / 8));
				expect(windows.flatMap((window) => [...window.slice(1, -1)])).toEqual(ids);
				const lengths = windows.map((window) => window.length);
				if (lengths.length > 0) {
					expect(Math.max(...lengths)).toBeLessThanOrEqual(10);
					expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
				}
				for (const window of windows) {
					expect([window[0], window.at(-1)]).toEqual([SETTINGS.beginId, SETTINGS.endId]);
				}
			}),
		);
	});

	it("cuts where the reference cuts: the longer windows come first", () => {
		const windows = splitIntoWindows(
			Int32Array.from({ length: 17 }, (_, i) => i),
			SETTINGS,
		);
		expect(windows.map((window) => window.length - 2)).toEqual([6, 6, 5]);
	});
});

describe("joinVectors", () => {
	const window = (length: number) => new Int32Array(length + 2);

	it("weighs windows by their tokens and gives a vector of length 1", () => {
		const joined = joinVectors(
			[window(3), window(1)],
			[Float32Array.of(1, 0), Float32Array.of(0, 1)],
			2,
		);
		expect(joined[0]).toBeCloseTo(3 / Math.sqrt(10), 6);
		expect(joined[1]).toBeCloseTo(1 / Math.sqrt(10), 6);
	});

	it("gives zeros for no window, and for windows that cancel out", () => {
		expect(joinVectors([], [], 2)).toEqual(new Float32Array(2));
		const opposite = [Float32Array.of(1, 0), Float32Array.of(-1, 0)];
		expect(joinVectors([window(2), window(2)], opposite, 2)).toEqual(new Float32Array(2));
	});
});
