import fc from "fast-check";
import { expect, test } from "vitest";
import { TopK } from "../../../../src/engines/orama/lexical/top-k.ts";

test("keeps the best of any entries, equal scores in order of slot", () => {
	const scores = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
	fc.assert(
		fc.property(scores, fc.nat(20), (values, capacity) => {
			const best = new TopK(capacity);
			for (const [slot, score] of values.entries()) best.offer(slot, score);
			const expected = values
				.map((score, slot) => ({ slot, score }))
				.sort((a, b) => b.score - a.score || a.slot - b.slot)
				.slice(0, capacity);
			expect(best.sorted()).toEqual(expected);
			expect([...best.slots()].sort((a, b) => a - b)).toEqual(
				expected.map(({ slot }) => slot).sort((a, b) => a - b),
			);
		}),
		{ numRuns: 300 },
	);
});

test("its threshold is the worst entry once it is full", () => {
	const best = new TopK(2);
	expect(best.threshold).toBe(Number.NEGATIVE_INFINITY);
	best.offer(0, 5);
	best.offer(1, 3);
	expect(best.threshold).toBe(3);
	best.offer(2, 4);
	expect(best.threshold).toBe(4);
});
