/** The bytes of an embedding cache: read as a whole or not at all. */

import { createHash } from "node:crypto";
import { endianness } from "node:os";

/** The embedder whose vectors a file holds. */
interface CacheOwner {
	readonly fingerprint: string;
	readonly dimensions: number;
}

/** A vector, the SHA-256 of its text (one character per byte), and whether only the build before the last used it. */
export interface CacheRecord {
	readonly key: string;
	/** A view into the file's bytes. */
	readonly vector: Float32Array;
	readonly isPrevious: boolean;
}

const SUM_BYTES = 32;
const KEY_BYTES = 32;
/** Sum of all that follows, sum of the fingerprint, then four 32-bit numbers: see {@link encodeCacheFile}. */
const HEADER_BYTES = 2 * SUM_BYTES + 16;

/** Changed with the layout; read in the machine's byte order, it tells files of the other one as well. */
const MAGIC = 0x5ce_0001;

/**
 * Header (SHA-256 of everything after it; SHA-256 of the embedder's fingerprint; magic number, dimensions, number of
 * records the last build used, number that only the one before it used), then all keys, then all vectors as 32-bit
 * floats. Records are sorted by key within each of the two groups, so that equal caches are equal bytes.
 *
 * One sum for the whole file rather than one per record: the file is only ever replaced whole, so damage means a
 * failing disk, and then no record deserves trust.
 */
export function encodeCacheFile(
	owner: CacheOwner,
	current: readonly (readonly [string, Float32Array])[],
	previous: readonly (readonly [string, Float32Array])[],
): Uint8Array {
	const records = [...sortByKey(current), ...sortByKey(previous)];
	const bytes = new Uint8Array(fileBytes(records.length, owner.dimensions));
	bytes.set(sumOf(owner.fingerprint), SUM_BYTES);
	const numbers = new Uint32Array(bytes.buffer, 2 * SUM_BYTES, 4);
	numbers.set([MAGIC, owner.dimensions, current.length, previous.length]);
	const vectorsAt = HEADER_BYTES + KEY_BYTES * records.length;
	const vectors = new Float32Array(bytes.buffer, vectorsAt);
	for (const [i, [key, vector]] of records.entries()) {
		bytes.set(Buffer.from(key, "latin1"), HEADER_BYTES + i * KEY_BYTES);
		vectors.set(vector, i * owner.dimensions);
	}
	bytes.set(sumOf(bytes.subarray(SUM_BYTES)));
	return bytes;
}

/** The records of a cache file. @throws RangeError saying why the file cannot be used for `owner`. */
export function decodeCacheFile(file: Uint8Array, owner: CacheOwner): CacheRecord[] {
	const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
	if (bytes.length < HEADER_BYTES) throw new RangeError("it is cut off");
	if (!sumOf(bytes.subarray(SUM_BYTES)).equals(bytes.subarray(0, SUM_BYTES))) {
		throw new RangeError("its checksum does not match");
	}
	const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset + 2 * SUM_BYTES, 4);
	const [magic, dimensions, currentCount = 0, previousCount = 0] = numbers;
	if (magic !== MAGIC) {
		throw new RangeError(`it has another format than this version's on a ${endianness()} machine`);
	}
	const fingerprint = bytes.subarray(SUM_BYTES, 2 * SUM_BYTES);
	if (dimensions !== owner.dimensions || !sumOf(owner.fingerprint).equals(fingerprint)) {
		throw new RangeError("it belongs to another embedder");
	}
	const count = currentCount + previousCount;
	if (bytes.length !== fileBytes(count, dimensions)) throw new RangeError("it is cut off");
	const keys = Buffer.from(bytes.buffer, bytes.byteOffset + HEADER_BYTES, KEY_BYTES * count);
	const vectorsAt = bytes.byteOffset + HEADER_BYTES + keys.length;
	const vectors = new Float32Array(bytes.buffer, vectorsAt, count * dimensions);
	return Array.from({ length: count }, (_, i) => ({
		key: keys.toString("latin1", i * KEY_BYTES, (i + 1) * KEY_BYTES),
		vector: vectors.subarray(i * dimensions, (i + 1) * dimensions),
		isPrevious: i >= currentCount,
	}));
}

function fileBytes(count: number, dimensions: number): number {
	return HEADER_BYTES + count * (KEY_BYTES + 4 * dimensions);
}

function sortByKey<T extends readonly [string, Float32Array]>(records: readonly T[]): T[] {
	return [...records].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sumOf(bytes: Uint8Array | string): Buffer {
	return createHash("sha256").update(bytes).digest();
}
