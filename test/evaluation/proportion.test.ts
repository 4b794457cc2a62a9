import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proportion } from "../../src/evaluation/proportion.ts";

describe("proportion", () => {
	it("gives Wilson's interval", () => {
		// Worked example of Newcombe (1998), table I: 81 of 263.
		const { value, low, high } = proportion(81, 263);
		expect(value).toBeCloseTo(0.308, 3);
		expect(low).toBeCloseTo(0.2553, 4);
		expect(high).toBeCloseTo(0.3662, 4);
	});

	it("knows nothing of nothing", () => {
		expect(proportion(0, 0)).toEqual({ count: 0, of: 0, value: null, low: 0, high: 1 });
	});

	it("holds the measured share within 0 and 1, narrower with more cases", () => {
		fc.assert(
			fc.property(fc.nat(50), fc.nat(50), (right, wrong) => {
				fc.pre(right + wrong > 0);
				const one = proportion(right, right + wrong);
				expect(one.low).toBeGreaterThanOrEqual(0);
				expect(one.high).toBeLessThanOrEqual(1);
				expect(one.low).toBeLessThanOrEqual((one.value ?? 0) + 1e-12);
				expect(one.high).toBeGreaterThanOrEqual((one.value ?? 0) - 1e-12);
				const more = proportion(right * 10, (right + wrong) * 10);
				expect(more.high - more.low).toBeLessThan(one.high - one.low);
			}),
		);
	});
});
