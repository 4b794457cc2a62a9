/** Chooses how vectors are kept and compared: by WebAssembly SIMD where it can be had. */

import type { CodeTable } from "./code-table.ts";
import { ScalarCodeTable } from "./scalar-code-table.ts";
import { SimdCodeTable } from "./simd-code-table.ts";

/** A table of the rows that lie without gaps in `codes`, which it may use in place but never writes. */
export function openCodeTable(dimensions: number, codes: Int8Array = new Int8Array(0)): CodeTable {
	try {
		return (
			SimdCodeTable.inPlace(dimensions, codes) ??
			SimdCodeTable.of(dimensions, codes) ??
			new ScalarCodeTable(dimensions, codes)
		);
	} catch (error) {
		// More than 4 GiB, or more than the machine has left: slower, but with the same results.
		if (error instanceof RangeError) return new ScalarCodeTable(dimensions, codes);
		throw error;
	}
}
