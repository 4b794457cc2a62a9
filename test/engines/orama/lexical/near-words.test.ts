import fc from "fast-check";
import { expect, test } from "vitest";
import { FlatWords } from "../../../../src/engines/orama/lexical/flat-words.ts";
import { visitNear } from "../../../../src/engines/orama/lexical/near-words.ts";

const word = (maxLength: number) =>
	fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength });
const words = fc.uniqueArray(word(7), { maxLength: 40 }).map((all) => all.sort());

test("visits every word so near, with its number of errors", () => {
	fc.assert(
		fc.property(words, word(7), fc.constantFrom(1, 2), (all, wanted, limit) => {
			const found = new Map<string, number>();
			visitNear(
				new FlatWords(all),
				wanted,
				{ limit, beginnings: false },
				(place, length, errors) => {
					expect(length).toBe(all[place]?.length);
					found.set(all[place] ?? "", errors);
				},
			);
			const expected = all
				.map((one): [string, number] => [one, plainErrors(one, wanted)])
				.filter(([, errors]) => errors <= limit);
			expect(found).toEqual(new Map(expected));
		}),
		{ numRuns: 500 },
	);
});

test("visits every beginning so near, once", () => {
	fc.assert(
		fc.property(words, word(6), fc.constantFrom(1, 2), (all, wanted, limit) => {
			const found: [string, number][] = [];
			visitNear(new FlatWords(all), wanted, { limit, beginnings: true }, (place, length, errors) =>
				found.push([(all[place] ?? "").slice(0, length), errors]),
			);
			const beginnings = new Set(
				all.flatMap((one) => [...one].map((_, at) => one.slice(0, at + 1))),
			);
			const expected = [...beginnings]
				.map((one): [string, number] => [one, plainErrors(one, wanted)])
				.filter(([, errors]) => errors <= limit);
			expect(found).toHaveLength(expected.length);
			expect(new Map(found)).toEqual(new Map(expected));
		}),
		{ numRuns: 500 },
	);
});

/** Optimal string alignment, cell by cell. */
function plainErrors(left: string, right: string): number {
	const table = Array.from({ length: left.length + 1 }, (_, row) =>
		Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : row)),
	);
	const at = (row: number, column: number) => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
	for (let row = 1; row <= left.length; row++) {
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
			(table[row] as number[])[column] = Math.min(
				at(row - 1, column - 1) + (isSame ? 0 : 1),
				at(row - 1, column) + 1,
				at(row, column - 1) + 1,
				isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
			);
		}
	}
	return at(left.length, right.length);
}
