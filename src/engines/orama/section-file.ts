/**
 * The file format of a section: a list of typed arrays that a reader uses in place, without decoding.
 *
 * Little-endian. Bytes 0-3: the mark `SCTA`; 4-7: number of arrays (uint32). Then for each array its
 * element type (uint32: 1 uint8, 2 int8, 3 uint32, 4 float32) and number of elements (uint32). Then
 * the arrays in order, each starting at a multiple of 8 bytes and filled up with zeros to the next.
 */

import { endianness } from "node:os";
import { SiteciteError } from "../../domain/errors.ts";
import type { Sections } from "../../domain/section.ts";

export type SectionArray = Uint8Array | Int8Array | Uint32Array | Float32Array;

const MARK = 0x41544353;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 8;
const UINT8 = 1;
const INT8 = 2;
const UINT32 = 3;
const FLOAT32 = 4;
const BYTES_PER_ELEMENT = [0, 1, 1, 4, 4];

/** The bytes of a section that holds these arrays. */
export function writeSection(arrays: readonly SectionArray[]): Uint8Array {
	const header = aligned(HEADER_BYTES + arrays.length * ENTRY_BYTES);
	const size = arrays.reduce((sum, array) => sum + aligned(array.byteLength), header);
	const bytes = new Uint8Array(size);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MARK, true);
	view.setUint32(4, arrays.length, true);
	let position = header;
	for (const [index, array] of arrays.entries()) {
		view.setUint32(HEADER_BYTES + index * ENTRY_BYTES, elementType(array), true);
		view.setUint32(HEADER_BYTES + index * ENTRY_BYTES + 4, array.length, true);
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), position);
		position += aligned(array.byteLength);
	}
	return bytes;
}

/** Hands out the arrays of a section in order, as views of its bytes. */
export class SectionReader {
	readonly #name: string;
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #arrayCount: number;
	#index = 0;
	#position: number;

	/** @throws SiteciteError `index_corrupt` where the bytes cannot be such a section. */
	constructor(name: string, bytes: Uint8Array) {
		if (endianness() !== "LE") {
			throw new SiteciteError("index_version", `Index files need a little-endian processor.`);
		}
		this.#name = name;
		this.#bytes = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
		this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
		this.check(bytes.length >= HEADER_BYTES, "it is too short to have a header");
		this.check(this.#view.getUint32(0, true) === MARK, "it does not start with the mark SCTA");
		this.#arrayCount = this.#view.getUint32(4, true);
		this.#position = aligned(HEADER_BYTES + this.#arrayCount * ENTRY_BYTES);
		this.check(this.#position <= bytes.length, "its header is cut off");
	}

	/** The next array; `length` is how many elements the caller knows it must have. */
	uint8(length?: number): Uint8Array {
		const { buffer, offset, count } = this.#next(UINT8, length);
		return new Uint8Array(buffer, offset, count);
	}

	int8(length?: number): Int8Array {
		const { buffer, offset, count } = this.#next(INT8, length);
		return new Int8Array(buffer, offset, count);
	}

	uint32(length?: number): Uint32Array {
		const { buffer, offset, count } = this.#next(UINT32, length);
		return new Uint32Array(buffer, offset, count);
	}

	float32(length?: number): Float32Array {
		const { buffer, offset, count } = this.#next(FLOAT32, length);
		return new Float32Array(buffer, offset, count);
	}

	/** An array of `count + 1` positions that rise from 0 to `total`, as {@link uint32}. */
	offsets(count: number, total: (last: number) => boolean): Uint32Array {
		const offsets = this.uint32(count + 1);
		this.check(offsets[0] === 0, "its first position is not 0");
		for (let index = 0; index < count; index++) {
			const isRising = (offsets[index] ?? 0) <= (offsets[index + 1] ?? 0);
			if (!isRising) this.check(false, `its positions fall after ${index}`);
		}
		this.check(total(offsets[count] ?? 0), "its last position is not the size of what it divides");
		return offsets;
	}

	/** The number of elements of the array that comes next, or after `skip` more. */
	peekLength(skip = 0): number {
		const index = this.#index + skip;
		this.check(index < this.#arrayCount, "it has too few arrays");
		return this.#view.getUint32(HEADER_BYTES + index * ENTRY_BYTES + 4, true);
	}

	/** To be called after the last array: nothing may be left. */
	end(): void {
		this.check(this.#index === this.#arrayCount, "it has too many arrays");
		this.check(this.#position === this.#bytes.length, "its size is wrong");
	}

	/** @throws SiteciteError `index_corrupt` naming the section where `isRight` is false. */
	check(isRight: boolean, complaint: string): void {
		if (!isRight) throw corruptSection(this.#name, complaint);
	}

	#next(
		type: number,
		length: number | undefined,
	): { buffer: ArrayBufferLike; offset: number; count: number } {
		const count = this.peekLength();
		const entry = HEADER_BYTES + this.#index * ENTRY_BYTES;
		this.check(this.#view.getUint32(entry, true) === type, `array ${this.#index} has another type`);
		this.check(
			length === undefined || count === length,
			`array ${this.#index} has ${count} elements instead of ${length}`,
		);
		const byteLength = count * (BYTES_PER_ELEMENT[type] ?? 1);
		const offset = this.#bytes.byteOffset + this.#position;
		this.#position += aligned(byteLength);
		this.check(this.#position <= this.#bytes.length, "it is cut off");
		this.#index++;
		return { buffer: this.#bytes.buffer, offset, count };
	}
}

/**
 * The bytes of a section.
 *
 * @throws SiteciteError `index_corrupt` where it is missing.
 */
export function sectionOf(sections: Sections, name: string): Uint8Array {
	const bytes = sections.get(name);
	if (bytes === undefined) {
		throw new SiteciteError(
			"index_corrupt",
			`The index has no file ${name}. Build the index again.`,
		);
	}
	return bytes;
}

/** The error for a section that cannot be what it should be. */
export function corruptSection(name: string, complaint: string, cause?: unknown): SiteciteError {
	return new SiteciteError(
		"index_corrupt",
		`The index file ${name} is damaged: ${complaint}. Build the index again.`,
		{ cause },
	);
}

function aligned(size: number): number {
	return Math.ceil(size / 8) * 8;
}

function elementType(array: SectionArray): number {
	if (array instanceof Uint8Array) return UINT8;
	if (array instanceof Int8Array) return INT8;
	return array instanceof Uint32Array ? UINT32 : FLOAT32;
}
