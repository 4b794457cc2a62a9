import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairedDifference } from "../../src/evaluation/paired-bootstrap.ts";

describe("pairedDifference", () => {
	it("is certain where every pair differs alike", () => {
		const { mean, low, high } = pairedDifference([0.1, 0.2, 0.3], [0.2, 0.3, 0.4]);
		for (const value of [mean, low, high]) expect(value).toBeCloseTo(0.1, 10);
	});

	it("has an interval as wide as theory says", () => {
		// Differences of +1 and -1 in equal number: the mean of n has a standard error of 1 / sqrt(n).
		const now = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1));
		const { mean, low, high } = pairedDifference(Array(400).fill(0), now);
		expect(mean).toBe(0);
		expect(high).toBeCloseTo(1.96 / 20, 1);
		expect(low).toBeCloseTo(-1.96 / 20, 1);
		expect(high - low).toBeGreaterThan(0.15);
	});

	it("holds the mean, and turns round with its arguments", () => {
		const figures = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(figures, figures, (a, b) => {
				const length = Math.min(a.length, b.length);
				const [before, now] = [a.slice(0, length), b.slice(0, length)];
				const there = pairedDifference(before, now);
				const back = pairedDifference(now, before);
				expect(there.low).toBeLessThanOrEqual(there.high);
				expect(there.mean).toBeCloseTo(-back.mean, 10);
			}),
			{ numRuns: 30 },
		);
	});

	it("refuses figures of different questions", () => {
		expect(() => pairedDifference([1], [1, 2])).toThrow(RangeError);
	});
});
