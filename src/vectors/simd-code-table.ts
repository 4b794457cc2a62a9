/** A code table in the memory of the WebAssembly kernel, which compares 16 components a round. */

import { BATCH_SLOTS, type CodeTable, type Comparison } from "./code-table.ts";
import type { SimdKernel } from "./simd-kernel.ts";

const PAGE_BYTES = 65_536;
const LARGEST_PAGE_COUNT = 65_536;
const LANES = 16;
const CACHE_LINE_BYTES = 64;

/**
 * The memory, from address 0 on: the question (int16, `stride` of them), the slots (uint32) and the
 * dot products (int32) of a batch, then, from a cache line's start, the rows. Rows and question are
 * filled up with zeros to a multiple of 16 components, so that the kernel needs no end of a row of its own.
 */
export class SimdCodeTable implements CodeTable {
	readonly dimensions: number;
	readonly stride: number;
	readonly #kernel: SimdKernel;
	readonly #slotsAt: number;
	readonly #dotsAt: number;
	readonly #rowsAt: number;
	#codes: Int8Array;

	/** @param kernel an instance that nothing else uses. */
	constructor(kernel: SimdKernel, dimensions: number) {
		this.dimensions = dimensions;
		this.stride = roundedUp(dimensions, LANES);
		this.#kernel = kernel;
		this.#slotsAt = this.stride * Int16Array.BYTES_PER_ELEMENT;
		this.#dotsAt = this.#slotsAt + BATCH_SLOTS * Uint32Array.BYTES_PER_ELEMENT;
		this.#rowsAt = roundedUp(
			this.#dotsAt + BATCH_SLOTS * Int32Array.BYTES_PER_ELEMENT,
			CACHE_LINE_BYTES,
		);
		this.#codes = new Int8Array(0);
		this.reserve(1);
	}

	/**
	 * A table of rows that lie without gaps in `codes`, of which it makes a copy.
	 *
	 * @throws RangeError where they do not fit into the memory a kernel can have.
	 */
	static of(kernel: SimdKernel, dimensions: number, codes: Int8Array): SimdCodeTable {
		const table = new SimdCodeTable(kernel, dimensions);
		const slotCount = codes.length / dimensions;
		table.reserve(slotCount);
		if (table.stride === dimensions) table.#codes.set(codes);
		else {
			for (let slot = 0; slot < slotCount; slot++) {
				const row = codes.subarray(slot * dimensions, (slot + 1) * dimensions);
				table.#codes.set(row, slot * table.stride);
			}
		}
		return table;
	}

	get codes(): Int8Array {
		return this.#codes;
	}

	reserve(slotCount: number): void {
		const { memory } = this.#kernel;
		const pages = memory.buffer.byteLength / PAGE_BYTES;
		const needed = Math.ceil((this.#rowsAt + slotCount * this.stride) / PAGE_BYTES);
		if (needed > pages) {
			// At least twice as much, so that growing row by row copies each a few times at most.
			memory.grow(Math.max(needed, Math.min(pages * 2, LARGEST_PAGE_COUNT)) - pages);
		}
		if (this.#codes.buffer !== memory.buffer)
			this.#codes = new Int8Array(memory.buffer, this.#rowsAt);
	}

	compareWith(question: Int8Array): Comparison {
		const kernel = this.#kernel;
		const { buffer } = kernel.memory;
		const { stride } = this;
		const rowsAt = this.#rowsAt;
		const slotsAt = this.#slotsAt;
		const dotsAt = this.#dotsAt;
		new Int16Array(buffer, 0, this.dimensions).set(question);
		return {
			slots: new Uint32Array(buffer, slotsAt, BATCH_SLOTS),
			dots: new Int32Array(buffer, dotsAt, BATCH_SLOTS),
			compute(count) {
				kernel.dotRows(0, rowsAt, stride, slotsAt, count, dotsAt);
			},
		};
	}
}

function roundedUp(size: number, step: number): number {
	return Math.max(1, Math.ceil(size / step)) * step;
}
