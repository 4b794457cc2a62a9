/** A code table in plain JavaScript, for where WebAssembly SIMD is not available. */

import { BATCH_SLOTS, type CodeTable, type Comparison } from "./code-table.ts";
import { dotInt8 } from "./dot-product.ts";
import { withRoomFor } from "./growing-arrays.ts";

export class ScalarCodeTable implements CodeTable {
	readonly dimensions: number;
	readonly stride: number;
	#codes: Int8Array;

	/** @param codes rows without gaps; used in place, and never written. */
	constructor(dimensions: number, codes: Int8Array = new Int8Array(0)) {
		this.dimensions = dimensions;
		this.stride = dimensions;
		this.#codes = codes;
	}

	get codes(): Int8Array {
		return this.#codes;
	}

	reserve(slotCount: number): void {
		this.#codes = withRoomFor(this.#codes, slotCount * this.stride);
	}

	compareWith(question: Int8Array): Comparison {
		const { dimensions, stride } = this;
		const codes = this.#codes;
		const slots = new Uint32Array(BATCH_SLOTS);
		const dots = new Int32Array(BATCH_SLOTS);
		return {
			slots,
			dots,
			compute(count) {
				for (let index = 0; index < count; index++) {
					const start = (slots[index] as number) * stride;
					dots[index] = dotInt8(codes, start, question, dimensions);
				}
			},
		};
	}
}
