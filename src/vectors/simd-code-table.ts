/** A code table in memory of the WebAssembly kernel, which compares 16 components a round. */

import { BATCH_SLOTS, type CodeTable, type Comparison } from "./code-table.ts";
import { appendPages, growTo, kernelMemoryOf } from "./kernel-memory.ts";
import { instantiateSimdKernel, type SimdKernel } from "./simd-kernel.ts";

const LANES = 16;
const CACHE_LINE_BYTES = 64;

/** Addresses in the kernel's memory. */
interface Layout {
	/** Of the question (int16, `stride` of them), the slots (uint32) and the dot products (int32) of a batch. */
	readonly workAt: number;
	readonly rowsAt: number;
}

/**
 * Rows and question are filled up with zeros to a multiple of 16 components, so that the kernel needs no end of a row of
 * its own. A table has either a memory of its own, what it works with before the rows; or it reads rows in place that
 * other threads read as well, and works in pages of its own behind them.
 */
export class SimdCodeTable implements CodeTable {
	readonly dimensions: number;
	readonly stride: number;
	#kernel: SimdKernel;
	#layout: Layout;
	#codes: Int8Array;
	/** Whether the rows are another's: they are copied before there is one more. */
	#isInPlace: boolean;

	private constructor(
		kernel: SimdKernel,
		dimensions: number,
		layout: Layout,
		inPlace: Int8Array | null,
	) {
		this.dimensions = dimensions;
		this.stride = strideOf(dimensions);
		this.#kernel = kernel;
		this.#layout = layout;
		this.#isInPlace = inPlace !== null;
		this.#codes = inPlace ?? new Int8Array(0);
	}

	/**
	 * A table of the rows that lie without gaps in `codes`, of which it makes a copy; null where there is no kernel.
	 *
	 * @throws RangeError where they do not fit into the memory a kernel can have.
	 */
	static of(dimensions: number, codes: Int8Array): SimdCodeTable | null {
		const kernel = instantiateSimdKernel();
		if (kernel === null) return null;
		const table = new SimdCodeTable(kernel, dimensions, ownLayout(dimensions), null);
		table.reserve(1);
		table.#copyRows(codes, dimensions, codes.length / dimensions);
		return table;
	}

	/**
	 * A table on rows that lie in a kernel's memory already, without copying them; null where they do not, or not as the
	 * kernel reads them.
	 *
	 * @throws RangeError where that memory cannot grow by what a thread works with.
	 */
	static inPlace(dimensions: number, codes: Int8Array): SimdCodeTable | null {
		const memory = kernelMemoryOf(codes);
		const stride = strideOf(dimensions);
		if (memory === undefined || stride !== dimensions) return null;
		const kernel = instantiateSimdKernel(memory);
		if (kernel === null) return null;
		const layout = { workAt: appendPages(memory, workBytes(stride)), rowsAt: codes.byteOffset };
		return new SimdCodeTable(kernel, dimensions, layout, codes);
	}

	get codes(): Int8Array {
		return this.#codes;
	}

	reserve(slotCount: number): void {
		if (this.#isInPlace) {
			if (slotCount * this.stride <= this.#codes.length) return;
			this.#leaveTheirMemory();
		}
		const { memory } = this.#kernel;
		const { rowsAt } = this.#layout;
		growTo(memory, rowsAt + slotCount * this.stride);
		if (this.#codes.buffer !== memory.buffer) this.#codes = new Int8Array(memory.buffer, rowsAt);
	}

	#leaveTheirMemory(): void {
		const rows = this.#codes;
		const kernel = instantiateSimdKernel();
		if (kernel === null) throw new RangeError("There is no more memory for vectors.");
		this.#kernel = kernel;
		this.#layout = ownLayout(this.dimensions);
		this.#isInPlace = false;
		this.#codes = new Int8Array(0);
		this.#copyRows(rows, this.stride, rows.length / this.stride);
	}

	#copyRows(rows: Int8Array, rowBytes: number, count: number): void {
		this.reserve(count);
		if (this.stride === rowBytes) {
			this.#codes.set(rows);
			return;
		}
		for (let slot = 0; slot < count; slot++) {
			this.#codes.set(rows.subarray(slot * rowBytes, (slot + 1) * rowBytes), slot * this.stride);
		}
	}

	compareWith(question: Int8Array): Comparison {
		const kernel = this.#kernel;
		const { buffer } = kernel.memory;
		const { stride } = this;
		const { workAt, rowsAt } = this.#layout;
		const { slotsAt, dotsAt } = partsOf(workAt, stride);
		new Int16Array(buffer, workAt, this.dimensions).set(question);
		return {
			slots: new Uint32Array(buffer, slotsAt, BATCH_SLOTS),
			dots: new Int32Array(buffer, dotsAt, BATCH_SLOTS),
			compute(count) {
				kernel.dotRows(workAt, rowsAt, stride, slotsAt, count, dotsAt);
			},
		};
	}
}

function ownLayout(dimensions: number): Layout {
	return { workAt: 0, rowsAt: roundedUp(workBytes(strideOf(dimensions)), CACHE_LINE_BYTES) };
}

function partsOf(workAt: number, stride: number) {
	const slotsAt = workAt + stride * Int16Array.BYTES_PER_ELEMENT;
	const dotsAt = slotsAt + BATCH_SLOTS * Uint32Array.BYTES_PER_ELEMENT;
	return { slotsAt, dotsAt, end: dotsAt + BATCH_SLOTS * Int32Array.BYTES_PER_ELEMENT };
}

function workBytes(stride: number): number {
	return partsOf(0, stride).end;
}

function strideOf(dimensions: number): number {
	return roundedUp(dimensions, LANES);
}

function roundedUp(size: number, step: number): number {
	return Math.max(1, Math.ceil(size / step)) * step;
}
