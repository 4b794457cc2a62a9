import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest } from "../../src/engines/orama/semantic/scan.ts";
import { BATCH_SLOTS, type CodeTable, rowOf } from "../../src/vectors/code-table.ts";
import { kernelBytes } from "../../src/vectors/kernel-memory.ts";
import { openCodeTable } from "../../src/vectors/open-code-table.ts";
import { ScalarCodeTable } from "../../src/vectors/scalar-code-table.ts";
import { SimdCodeTable } from "../../src/vectors/simd-code-table.ts";

const KINDS: [name: string, of: (dimensions: number, codes: Int8Array) => CodeTable][] = [
	["in plain JavaScript", (dimensions, codes) => new ScalarCodeTable(dimensions, codes)],
	["in WebAssembly", (dimensions, codes) => present(SimdCodeTable.of(dimensions, codes))],
	["on shared memory", (dimensions, codes) => openCodeTable(dimensions, inKernelMemory(codes))],
];

test("WebAssembly is what is used on this machine", () => {
	expect(openCodeTable(8)).toBeInstanceOf(SimdCodeTable);
});

describe("a code table on shared memory", () => {
	const codes = inKernelMemory(new Int8Array(64).map((_, index) => index - 32));

	test("reads rows where they lie, and copies them before it adds one", () => {
		const table = openCodeTable(16, codes);
		expect(table.codes.buffer).toBe(codes.buffer);
		expect(table.codes.byteOffset).toBe(codes.byteOffset);
		table.reserve(5);
		rowOf(table, 4).fill(1);
		rowOf(table, 0).fill(1);
		expect(codes[0]).toBe(-32);
		expect(dotsOf(table, new Int8Array(16).fill(1), [4, 3])).toEqual([16, 376]);
	});

	test("works beside others on the same rows", () => {
		const [first, second] = [openCodeTable(16, codes), openCodeTable(16, codes)];
		const one = first.compareWith(new Int8Array(16).fill(1));
		const other = second.compareWith(new Int8Array(16).fill(-2));
		one.slots.set([3]);
		other.slots.set([2]);
		other.compute(1);
		one.compute(1);
		expect([one.dots[0], other.dots[0]]).toEqual([376, -240]);
	});
});

describe.each(KINDS)("a code table %s", (_, tableOf) => {
	test("has the exact dot products, in the order of the slots asked for", () => {
		fc.assert(
			fc.property(tables(), ({ dimensions, codes, question, slots }) => {
				const expected = slots.map((slot) =>
					question.reduce(
						(sum, code, index) => sum + code * (codes[slot * dimensions + index] ?? 0),
						0,
					),
				);
				expect(dotsOf(tableOf(dimensions, codes), question, slots)).toEqual(expected);
			}),
		);
	});

	test.each([1, 7, 8, 15, 16, 17, 255, 256, 1000])(
		"is exact at the extremes of %i components",
		(dimensions) => {
			const codes = new Int8Array(2 * dimensions).fill(-128, 0, dimensions).fill(127, dimensions);
			const table = tableOf(dimensions, codes);
			const lowest = new Int8Array(dimensions).fill(-128);
			expect(dotsOf(table, lowest, [0, 1])).toEqual([dimensions * 16384, dimensions * -16256]);
			const highest = new Int8Array(dimensions).fill(127);
			expect(dotsOf(table, highest, [1, 0])).toEqual([dimensions * 16129, dimensions * -16256]);
		},
	);

	test("keeps its rows, and what it was given, while it grows", () => {
		const given = Int8Array.of(1, 2, 3, 4, 5, 6);
		const table = tableOf(3, given);
		// Far enough for the memory of the kernel to grow more than once.
		for (let slot = 2; slot < 9000; slot++) {
			table.reserve(slot + 1);
			rowOf(table, slot).set([slot % 100, -(slot % 50), 1]);
		}
		rowOf(table, 8999).set([-128, 127, 0]);
		expect([...given]).toEqual([1, 2, 3, 4, 5, 6]);
		expect([0, 1, 2, 8998, 8999].map((slot) => [...rowOf(table, slot)])).toEqual([
			[1, 2, 3],
			[4, 5, 6],
			[2, -2, 1],
			[98, -48, 1],
			[-128, 127, 0],
		]);
		expect(dotsOf(table, Int8Array.of(1, 10, 100), [8999, 1])).toEqual([1142, 654]);
	});

	test("knows nothing of the question before", () => {
		const table = tableOf(2, Int8Array.of(1, 1));
		expect(dotsOf(table, Int8Array.of(100, 100), [0])).toEqual([200]);
		expect(dotsOf(table, Int8Array.of(0, 1), [0])).toEqual([1]);
	});
});

test("nearest gives the same slots and scores from every kind of table", () => {
	const searches = tables().chain((table) =>
		fc.record({
			table: fc.constant(table),
			limit: fc.nat(12),
			masked: fc.option(fc.array(fc.nat(1), { minLength: table.rows, maxLength: table.rows })),
			question: fc.array(fc.integer({ min: -99, max: 99 }), {
				minLength: table.dimensions,
				maxLength: table.dimensions,
			}),
		}),
	);
	fc.assert(
		fc.property(searches, ({ table, limit, masked, question }) => {
			const { dimensions, codes, rows } = table;
			const inverseNorms = Float32Array.from({ length: rows }, (_, slot) =>
				inverseNorm(codes.subarray(slot * dimensions, (slot + 1) * dimensions)),
			);
			const mask = masked === null ? null : Uint8Array.from(masked);
			const vector = Float32Array.from(question, (component) => component / 7);
			const [scalar, ...others] = KINDS.map(([, of]) =>
				nearest({ codes: of(dimensions, codes), inverseNorms }, vector, limit, mask),
			);
			for (const simd of others) expect(simd).toEqual(scalar);
		}),
	);
});

test("nearest looks at every slot of several batches", () => {
	const rows = BATCH_SLOTS * 2 + 10;
	const codes = new Int8Array(rows * 4).map((_, index) => ((index * 7919) % 251) - 125);
	const inverseNorms = Float32Array.from({ length: rows }, (_, slot) =>
		inverseNorm(codes.subarray(slot * 4, slot * 4 + 4)),
	);
	const question = Float32Array.of(0.3, -0.2, 0.9, 0.1);
	const mask = new Uint8Array(rows).map((_, slot) => (slot % 3 === 0 ? 0 : 1));
	const [scalar, simd] = KINDS.map(([, of]) =>
		nearest({ codes: of(4, codes), inverseNorms }, question, rows, mask),
	);
	expect(simd).toEqual(scalar);
	expect(simd?.map(({ slot }) => slot).sort((a, b) => a - b)).toEqual(
		[...mask.keys()].filter((slot) => mask[slot] === 1),
	);
});

function present<Value>(value: Value | null): Value {
	if (value === null) throw new Error("No WebAssembly SIMD here.");
	return value;
}

/** A copy that is not at the memory's beginning, as in a section. */
function inKernelMemory(codes: Int8Array): Int8Array {
	const { buffer } = kernelBytes(8 + codes.length);
	const copy = new Int8Array(buffer, 8, codes.length);
	copy.set(codes);
	return copy;
}

function dotsOf(table: CodeTable, question: Int8Array, slots: readonly number[]): number[] {
	const comparison = table.compareWith(question);
	comparison.slots.set(slots);
	comparison.compute(slots.length);
	return [...comparison.dots.subarray(0, slots.length)];
}

function inverseNorm(codes: Int8Array): number {
	const squares = codes.reduce((sum, code) => sum + code * code, 0);
	return squares > 0 ? 1 / Math.sqrt(squares) : 0;
}

/** Rows of any bytes, among them many of the extremes, a question, and slots in any order, some twice. */
function tables() {
	const code = fc.oneof(fc.integer({ min: -128, max: 127 }), fc.constantFrom(-128, 127, 0));
	const bytes = (length: number) =>
		fc.array(code, { minLength: length, maxLength: length }).map((codes) => Int8Array.from(codes));
	return fc
		.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 30 }))
		.chain(([dimensions, rows]) =>
			fc.record({
				dimensions: fc.constant(dimensions),
				rows: fc.constant(rows),
				codes: bytes(dimensions * rows),
				question: bytes(dimensions),
				slots: fc.array(fc.nat(rows - 1), { maxLength: 40 }),
			}),
		);
}
