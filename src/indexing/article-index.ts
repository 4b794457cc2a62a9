/** Where each article's record lies: ids in sorted order, looked up by halving, without reading them all first. */

/** The place of one record in the articles' section, and the sum that proves it. */
export interface RecordPlace {
	readonly id: string;
	/** In bytes. */
	readonly offset: number;
	readonly length: number;
	/** First 8 bytes of the record's SHA-256. */
	readonly checksum: Uint8Array;
}

/** Bytes of checksum per record: a damaged record passes once in 2^64. */
export const CHECKSUM_BYTES = 8;

const HEADER_BYTES = 8;
const encoder = new TextEncoder();

/**
 * The section's bytes: a header (number of records, bytes of all ids; 32 bits each), then column by column the
 * offsets (64-bit floats, exact to 2^53), checksums, lengths and ends of ids (32 bits each), then the ids in UTF-8,
 * sorted by their bytes.
 */
export function encodeArticleIndex(places: readonly RecordPlace[]): Uint8Array {
	const sorted = places
		.map((place) => ({ place, id: encoder.encode(place.id) }))
		.sort((a, b) => Buffer.compare(a.id, b.id));
	const idBytes = sorted.reduce((sum, { id }) => sum + id.length, 0);
	const bytes = new Uint8Array(byteLength(sorted.length, idBytes));
	new Uint32Array(bytes.buffer, 0, 2).set([sorted.length, idBytes]);
	const columns = layOut(bytes, sorted.length);
	let idEnd = 0;
	for (const [i, { place, id }] of sorted.entries()) {
		columns.offsets[i] = place.offset;
		columns.checksums.set(place.checksum, i * CHECKSUM_BYTES);
		columns.lengths[i] = place.length;
		columns.ids.set(id, idEnd);
		idEnd += id.length;
		columns.idEnds[i] = idEnd;
	}
	return bytes;
}

/** A read-only view of an index of articles. */
export class ArticleIndex {
	readonly count: number;
	readonly #columns: Columns;

	/**
	 * @param bytes as `encodeArticleIndex` made them, 8-byte aligned.
	 * @throws RangeError where their length is not what their header says.
	 */
	constructor(bytes: Uint8Array) {
		if (bytes.length < HEADER_BYTES) throw new RangeError("the index of articles is cut off");
		const [count = 0, idBytes = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
		if (bytes.length !== byteLength(count, idBytes)) {
			throw new RangeError("the index of articles has another length than its header says");
		}
		this.count = count;
		this.#columns = layOut(bytes, count);
	}

	/** All ids, sorted by their UTF-8 bytes. */
	ids(): string[] {
		const ids = new Array<string>(this.count);
		for (let i = 0; i < this.count; i++) ids[i] = Buffer.from(this.#id(i)).toString("utf8");
		return ids;
	}

	/** Where the record of `id` lies; null where there is no such article. */
	find(id: string): RecordPlace | null {
		const wanted = encoder.encode(id);
		let low = 0;
		let high = this.count;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (Buffer.compare(this.#id(middle), wanted) < 0) low = middle + 1;
			else high = middle;
		}
		if (low === this.count || Buffer.compare(this.#id(low), wanted) !== 0) return null;
		const { offsets, lengths, checksums } = this.#columns;
		return {
			id,
			offset: offsets[low] ?? 0,
			length: lengths[low] ?? 0,
			checksum: checksums.subarray(low * CHECKSUM_BYTES, (low + 1) * CHECKSUM_BYTES),
		};
	}

	#id(i: number): Uint8Array {
		const { ids, idEnds } = this.#columns;
		return ids.subarray(i === 0 ? 0 : idEnds[i - 1], idEnds[i]);
	}
}

interface Columns {
	readonly offsets: Float64Array;
	readonly checksums: Uint8Array;
	readonly lengths: Uint32Array;
	readonly idEnds: Uint32Array;
	readonly ids: Uint8Array;
}

function layOut(bytes: Uint8Array, count: number): Columns {
	const { buffer, byteOffset } = bytes;
	const offsets = new Float64Array(buffer, byteOffset + HEADER_BYTES, count);
	const checksumsAt = HEADER_BYTES + 8 * count;
	const lengthsAt = checksumsAt + CHECKSUM_BYTES * count;
	const idEndsAt = lengthsAt + 4 * count;
	return {
		offsets,
		checksums: bytes.subarray(checksumsAt, lengthsAt),
		lengths: new Uint32Array(buffer, byteOffset + lengthsAt, count),
		idEnds: new Uint32Array(buffer, byteOffset + idEndsAt, count),
		ids: bytes.subarray(idEndsAt + 4 * count),
	};
}

function byteLength(count: number, idBytes: number): number {
	return HEADER_BYTES + count * (8 + CHECKSUM_BYTES + 4 + 4) + idBytes;
}
