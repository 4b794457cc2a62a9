/** The role of a code table: rows of signed bytes by slot, and their dot products with a question. */

/** How many rows are compared in one go: 4 KiB each of slots and dot products stay in the first cache. */
export const BATCH_SLOTS = 1024;

export interface CodeTable {
	/** Bytes in a row, which is a vector's. */
	readonly dimensions: number;
	/** Row of slot s from `s × stride` on; another array once the table has grown. */
	readonly codes: Int8Array;
	/** Bytes from one row to the next. */
	readonly stride: number;
	/**
	 * Makes room for the rows of slots below `slotCount`, zeros at first.
	 *
	 * @throws RangeError where the memory for it cannot be had.
	 */
	reserve(slotCount: number): void;
	/** Gets ready to compare rows with a question of as many bytes, until the table grows or is asked again. */
	compareWith(question: Int8Array): Comparison;
}

/** Dot products of one question with the rows of a batch of slots. */
export interface Comparison {
	/** For the caller to fill in: {@link BATCH_SLOTS} slots, for each of which there is a row. */
	readonly slots: Uint32Array;
	/** By place in `slots`: the dot products of the latest batch, the same integers from every table. */
	readonly dots: Int32Array;
	/** Computes the dot products of the first `count` slots. */
	compute(count: number): void;
}

/** The row of a slot, to read or to write until the table grows; not all of it where there is no room. */
export function rowOf(table: CodeTable, slot: number): Int8Array {
	const start = slot * table.stride;
	return table.codes.subarray(start, start + table.dimensions);
}
