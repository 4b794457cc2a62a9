/** Texts one after another in UTF-8, and where each ends: read one by one where they lie, shared memory included. */

const encoder = new TextEncoder();

export interface EncodedTexts {
	readonly bytes: Uint8Array;
	/** One end a text, in bytes. */
	readonly ends: Uint32Array;
}

export function encodeTexts(texts: readonly string[]): EncodedTexts {
	const encoded = texts.map((text) => encoder.encode(text));
	const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
	const ends = new Uint32Array(encoded.length);
	let end = 0;
	for (const [i, text] of encoded.entries()) {
		bytes.set(text, end);
		end += text.length;
		ends[i] = end;
	}
	return { bytes, ends };
}

export class TextColumn {
	readonly #bytes: Buffer;
	readonly #ends: Uint32Array;

	constructor({ bytes, ends }: EncodedTexts) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		this.#ends = ends;
	}

	get count(): number {
		return this.#ends.length;
	}

	at(i: number): string {
		return this.#bytes.toString("utf8", this.startOf(i), this.#ends[i]);
	}

	/** Where a text begins, in bytes. */
	startOf(i: number): number {
		return i === 0 ? 0 : (this.#ends[i - 1] ?? this.#bytes.length);
	}

	/** Negative where the `i`-th text comes before `wanted` by its bytes, 0 where it is equal. */
	compare(i: number, wanted: Buffer): number {
		return this.#bytes.compare(wanted, 0, wanted.length, this.startOf(i), this.#ends[i]);
	}

	/** The byte at which `wanted` is found from `from` on; -1 where it is not. It may reach from one text into the next. */
	indexOf(wanted: Buffer, from: number): number {
		return this.#bytes.indexOf(wanted, from);
	}

	byteAt(byte: number): number {
		return this.#bytes[byte] ?? 0;
	}

	/** Which text a byte belongs to. */
	indexAt(byte: number): number {
		let low = 0;
		let high = this.count;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#ends[middle] ?? 0) <= byte) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** Texts by `order`, in which they ascend by their bytes. */
export class SortedTexts {
	readonly #texts: TextColumn;
	readonly #order: Uint32Array;

	constructor(texts: TextColumn, order: Uint32Array) {
		this.#texts = texts;
		this.#order = order;
	}

	/** The place in the column of the text that equals `wanted`; null where none does. */
	find(wanted: string): number | null {
		const bytes = Buffer.from(wanted);
		let low = 0;
		let high = this.#order.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#texts.compare(this.#order[middle] ?? 0, bytes) < 0) low = middle + 1;
			else high = middle;
		}
		const place = this.#order[low];
		if (place === undefined || this.#texts.compare(place, bytes) !== 0) return null;
		// Broken surrogates are one and the same in UTF-8.
		return this.#texts.at(place) === wanted ? place : null;
	}
}

/** An order for {@link SortedTexts}. */
export function orderOf(texts: readonly string[]): Uint32Array {
	const encoded = texts.map((text) => Buffer.from(text));
	const order = Uint32Array.from(texts.keys());
	return order.sort((a, b) => Buffer.compare(encoded[a] as Buffer, encoded[b] as Buffer) || a - b);
}
