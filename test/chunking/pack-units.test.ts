import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packUnits } from "../../src/chunking/pack-units.ts";

describe("packUnits", () => {
	it("packs nothing into nothing", () => {
		expect(packUnits([], 120)).toEqual([]);
	});

	it("cuts where it costs least among cuts of equal evenness", () => {
		const units = [60, 60, 60, 60].map((words, index) => ({ words, cutCost: index === 2 ? 0 : 1 }));
		expect(packUnits(units, 120)).toEqual([2, 4]);
	});

	it("lets a chunk run over rather than leave a tiny one", () => {
		expect(packUnits(unitsOf(110, 20), 120)).toEqual([2]);
	});

	it("leaves a tiny one where nothing can take it in", () => {
		expect(packUnits(unitsOf(235, 20), 120)).toEqual([1, 2]);
	});

	it("packs all units in order, several together never beyond twice the wanted words", () => {
		const sizes = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(sizes, fc.integer({ min: 1, max: 150 }), (words, wanted) => {
				const ends = packUnits(unitsOf(...words), wanted);
				expect(ends.at(-1)).toBe(words.length);
				for (const [index, end] of ends.entries()) {
					const start = ends[index - 1] ?? 0;
					expect(end).toBeGreaterThan(start);
					const sum = words.slice(start, end).reduce((total, count) => total + count, 0);
					if (end - start > 1) expect(sum).toBeLessThanOrEqual(2 * wanted);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

function unitsOf(...sizes: readonly number[]): { words: number; cutCost: number }[] {
	return sizes.map((words) => ({ words, cutCost: 0 }));
}
