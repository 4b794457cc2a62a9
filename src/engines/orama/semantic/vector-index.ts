/** The semantic leg: one quantised vector per slot, and the nearest of them to a question. */

import { type CodeTable, rowOf } from "../../../vectors/code-table.ts";
import { withRoomFor } from "../../../vectors/growing-arrays.ts";
import { openCodeTable } from "../../../vectors/open-code-table.ts";
import type { Scored } from "../lexical/top-k.ts";
import type { SectionArray, SectionReader } from "../section-file.ts";
import { quantize } from "./quantize.ts";
import { cosinesOf, cosineTo, nearest, type PackedVectors } from "./scan.ts";

export class VectorIndex {
	readonly dimensions: number;
	/** By slot: the vector's bytes, zeros where the slot has none. */
	readonly #codes: CodeTable;
	#scales: Float32Array;
	/** By slot: 1 / length of the vector of bytes; 0 where the slot has no vector, or one of zeros. */
	#inverseNorms: Float32Array;

	constructor(dimensions: number, codes: CodeTable = openCodeTable(dimensions)) {
		this.dimensions = dimensions;
		this.#codes = codes;
		this.#scales = new Float32Array(0);
		this.#inverseNorms = new Float32Array(0);
	}

	/** Reads what {@link VectorIndex.pack} wrote for `slotCount` slots. */
	static read(section: SectionReader, slotCount: number, dimensions: number): VectorIndex {
		const codes = openCodeTable(dimensions, section.int8(slotCount * dimensions));
		const index = new VectorIndex(dimensions, codes);
		index.#scales = section.float32(slotCount);
		index.#inverseNorms = section.float32(slotCount);
		return index;
	}

	/** Codes (int8, dimensions per slot), scales and inverse norms (float32) of the given slots. */
	pack(slots: readonly number[]): SectionArray[] {
		const codes = new Int8Array(slots.length * this.dimensions);
		for (const [index, slot] of slots.entries()) {
			codes.set(rowOf(this.#codes, slot), index * this.dimensions);
		}
		return [
			codes,
			Float32Array.from(slots, (slot) => this.#scales[slot] ?? 0),
			Float32Array.from(slots, (slot) => this.#inverseNorms[slot] ?? 0),
		];
	}

	set(slot: number, vector: ArrayLike<number>): void {
		this.#codes.reserve(slot + 1);
		this.#scales = withRoomFor(this.#scales, slot + 1);
		this.#inverseNorms = withRoomFor(this.#inverseNorms, slot + 1);
		const codes = rowOf(this.#codes, slot);
		this.#scales[slot] = quantize(vector, codes);
		let squares = 0;
		for (const code of codes) squares += code * code;
		this.#inverseNorms[slot] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
	}

	/** The vector of a slot as the index remembers it, or null where it has none. */
	vectorOf(slot: number): number[] | null {
		const scale = this.#scales[slot] ?? 0;
		return scale === 0 ? null : Array.from(rowOf(this.#codes, slot), (code) => code * scale);
	}

	/** Whether a slot has a vector other than zeros. */
	hasVector(slot: number): boolean {
		return (this.#inverseNorms[slot] ?? 0) !== 0;
	}

	/** The cosine similarity of a slot's vector to a question, 0 where either has no direction. */
	cosineTo(question: Float32Array): (slot: number) => number {
		return cosineTo(this.#packed(), question);
	}

	/** The cosine similarities of several slots' vectors, each as {@link VectorIndex.cosineTo} gives it. */
	cosinesOf(question: Float32Array, slots: Uint32Array): Float64Array {
		return cosinesOf(this.#packed(), question, slots);
	}

	/**
	 * The `limit` slots nearest to a question, best first. Vectors of zeros match nothing.
	 *
	 * @param mask one byte per slot, 0 to leave it out; null for all.
	 */
	nearest(question: Float32Array, limit: number, mask: Uint8Array | null): Scored[] {
		return nearest(this.#packed(), question, limit, mask);
	}

	#packed(): PackedVectors {
		return { codes: this.#codes, inverseNorms: this.#inverseNorms };
	}
}
