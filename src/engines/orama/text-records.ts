/** A list of texts as one run of UTF-8: read one at a time, decoded only when asked for. */

import type { SectionArray, SectionReader } from "./section-file.ts";

/** The two arrays {@link TextRecords.read} expects: positions (one more than texts), then UTF-8. */
export function packTexts(texts: readonly string[]): SectionArray[] {
	const encoder = new TextEncoder();
	const encoded = texts.map((text) => encoder.encode(text));
	const offsets = new Uint32Array(texts.length + 1);
	for (const [index, bytes] of encoded.entries()) {
		offsets[index + 1] = (offsets[index] ?? 0) + bytes.length;
	}
	const all = new Uint8Array(offsets[texts.length] ?? 0);
	for (const [index, bytes] of encoded.entries()) all.set(bytes, offsets[index]);
	return [offsets, all];
}

/** Neighbouring places in a list, `end` not included. */
export interface TextSpan {
	readonly first: number;
	readonly end: number;
}

export class TextRecords {
	readonly count: number;
	readonly #offsets: Uint32Array;
	readonly #utf8: Buffer;

	constructor(offsets: Uint32Array, utf8: Uint8Array) {
		this.count = offsets.length - 1;
		this.#offsets = offsets;
		this.#utf8 = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
	}

	static read(section: SectionReader, count: number): TextRecords {
		const size = section.peekLength(1);
		const offsets = section.offsets(count, (last) => last === size);
		return new TextRecords(offsets, section.uint8());
	}

	at(index: number): string {
		return this.#utf8.toString("utf8", this.#offsets[index] ?? 0, this.#offsets[index + 1] ?? 0);
	}

	/** The place of a text in a list sorted by its UTF-8 bytes, or -1. */
	find(text: string): number {
		const wanted = Buffer.from(text);
		let low = 0;
		let high = this.count - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const start = this.#offsets[middle] ?? 0;
			const end = this.#offsets[middle + 1] ?? 0;
			const order = this.#utf8.compare(wanted, 0, wanted.length, start, end);
			if (order === 0) return middle;
			if (order < 0) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}

	/** The places of the texts that begin with `start`, in a list sorted by its UTF-8 bytes. */
	startingWith(start: string): TextSpan {
		const wanted = Buffer.from(start);
		return { first: this.#place(wanted, 0), end: this.#place(wanted, 1) };
	}

	/** How many texts come before those that begin with the bytes; with `order` 1, those included. */
	#place(wanted: Buffer, order: 0 | 1): number {
		let low = 0;
		let high = this.count;
		while (low < high) {
			const middle = (low + high) >> 1;
			const start = this.#offsets[middle] ?? 0;
			const end = Math.min(this.#offsets[middle + 1] ?? 0, start + wanted.length);
			if (this.#utf8.compare(wanted, 0, wanted.length, start, end) < order) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** The order in which {@link TextRecords.find} searches: by UTF-8 bytes, that is, by code point. */
export function byUtf8(left: Buffer, right: Buffer): number {
	return Buffer.compare(left, right);
}
