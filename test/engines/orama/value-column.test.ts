import fc from "fast-check";
import { expect, test } from "vitest";
import { ValueColumn } from "../../../src/engines/orama/value-column.ts";

test("counts the slots of each value as counting one by one does, in order of count, then of value", () => {
	const value = fc.constantFrom("b", "a", "B", "ä", "__proto__", "constructor", "", 7, 10, true);
	const slots = fc.array(fc.tuple(fc.array(value, { maxLength: 4 }), fc.boolean()), {
		maxLength: 40,
	});
	fc.assert(
		fc.property(slots, slots, (first, later) => {
			const column = new ValueColumn();
			for (const [slot, [values]] of first.entries()) column.set(slot, values);
			expect(Object.entries(column.count(slotsOf(first)))).toEqual(expected(first));
			// New lists after a count count as well.
			const all = [...first, ...later];
			for (const [slot, [values]] of all.entries()) column.set(slot, values);
			expect(Object.entries(column.count(slotsOf(all)))).toEqual(expected(all));
		}),
	);
});

test("a count is a plain object", () => {
	const column = new ValueColumn();
	column.set(0, ["one"]);
	expect(column.count(Uint32Array.of(0))).toStrictEqual({ one: 1 });
});

type Slot = readonly [values: readonly (string | number | boolean)[], isCounted: boolean];

function slotsOf(slots: readonly Slot[]): Uint32Array {
	return Uint32Array.from([...slots.keys()].filter((slot) => slots[slot]?.[1]));
}

function expected(slots: readonly Slot[]): [string, number][] {
	const counts = new Map<string, number>();
	for (const [values, isCounted] of slots) {
		if (!isCounted) continue;
		for (const value of new Set(values.map(String)))
			counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
	return Object.entries(Object.fromEntries(sorted));
}
