/** Chooses how vectors are kept and compared: by WebAssembly SIMD where it can be had. */

import type { CodeTable } from "./code-table.ts";
import { ScalarCodeTable } from "./scalar-code-table.ts";
import { SimdCodeTable } from "./simd-code-table.ts";
import { instantiateSimdKernel } from "./simd-kernel.ts";

/** A table of the rows that lie without gaps in `codes`, which it may use in place but never writes. */
export function openCodeTable(dimensions: number, codes: Int8Array = new Int8Array(0)): CodeTable {
	const kernel = instantiateSimdKernel();
	if (kernel === null) return new ScalarCodeTable(dimensions, codes);
	try {
		return SimdCodeTable.of(kernel, dimensions, codes);
	} catch (error) {
		// More than 4 GiB, or more than the machine has left: slower, but with the same results.
		if (error instanceof RangeError) return new ScalarCodeTable(dimensions, codes);
		throw error;
	}
}
