/** Keeps embeddings from one build to the next, so that only texts that changed are embedded again. */

import { createHash } from "node:crypto";
import { SiteciteError } from "../domain/errors.ts";
import type { Embedder, EmbedOptions } from "./embedder.ts";
import { decodeCacheFile, encodeCacheFile } from "./embedding-cache-file.ts";

/** Where cache files are kept. */
export interface CacheStorage {
	/** The bytes last written under `name`, or null. */
	read(name: string): Promise<Uint8Array | null>;
	/** Replaces what is kept under `name` in one step. */
	write(name: string, bytes: Uint8Array): Promise<void>;
}

/** What an embedder must say of itself for its vectors to be kept. */
export type EmbedderIdentity = Pick<Embedder, "id" | "fingerprint" | "dimensions">;

type TextEmbedder = Omit<Embedder, "close">;

interface Entry {
	readonly vector: Float32Array;
	/** In how many builds it was last left unused: 0 or 1 as loaded. */
	readonly age: 0 | 1;
	isUsed: boolean;
}

/**
 * The vectors of one embedder by the SHA-256 of their text. One cache serves one build: load, embed, save.
 *
 * What neither that build nor the one before it used is dropped on saving, so the cache never grows beyond two builds.
 */
export class EmbeddingCache {
	readonly #embedder: EmbedderIdentity;
	readonly #entries = new Map<string, Entry>();
	#hasNew = false;

	private constructor(embedder: EmbedderIdentity, bytes: Uint8Array | null) {
		this.#embedder = embedder;
		if (bytes !== null) {
			for (const { key, vector, isPrevious } of decodeCacheFile(bytes, embedder)) {
				this.#entries.set(key, { vector, age: isPrevious ? 1 : 0, isUsed: false });
			}
		}
	}

	/**
	 * Loads the vectors of `embedder`. A file that is damaged, cut off or another embedder's is as good as none:
	 * `warning` then says why (else it is null), and everything is embedded again.
	 */
	static async load(
		storage: CacheStorage,
		embedder: EmbedderIdentity,
	): Promise<{ readonly cache: EmbeddingCache; readonly warning: string | null }> {
		const name = fileName(embedder);
		try {
			const bytes = await storage.read(name);
			return { cache: new EmbeddingCache(embedder, bytes), warning: null };
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			const warning = `The embedding cache ${name} was ignored, all texts are embedded again: ${reason}.`;
			return { cache: new EmbeddingCache(embedder, null), warning };
		}
	}

	/** How many vectors it holds. */
	get size(): number {
		return this.#entries.size;
	}

	/** The vector under `key`, to be copied, not changed; null where there is none. Counts as a use. */
	get(key: string): Float32Array | null {
		const entry = this.#entries.get(key);
		if (entry === undefined) return null;
		entry.isUsed = true;
		return entry.vector;
	}

	/** Keeps a copy of `vector` under `key`. */
	set(key: string, vector: Float32Array): void {
		this.#entries.set(key, { vector: vector.slice(), age: 0, isUsed: true });
		this.#hasNew = true;
	}

	/**
	 * Writes the cache, unless the file is already as it should be.
	 *
	 * @param options.isFinished false for a build that was cut short: it drops nothing, as it cannot know what it
	 * would have used.
	 */
	async save(storage: CacheStorage, options: { readonly isFinished: boolean }): Promise<void> {
		const current: [string, Float32Array][] = [];
		const previous: [string, Float32Array][] = [];
		let hasChanged = this.#hasNew;
		for (const [key, { vector, age, isUsed }] of this.#entries) {
			const isCurrent = isUsed || (age === 0 && !options.isFinished);
			const isDropped = !isCurrent && age === 1 && options.isFinished;
			if (isCurrent) current.push([key, vector]);
			else if (!isDropped) previous.push([key, vector]);
			hasChanged ||= isDropped || isCurrent !== (age === 0);
		}
		if (!hasChanged) return;
		await storage.write(
			fileName(this.#embedder),
			encodeCacheFile(this.#embedder, current, previous),
		);
	}
}

/** What came of embedding: one vector per text, in order. */
export interface CachedEmbeddings {
	/** Views into one block of memory that belongs to the caller. */
	readonly vectors: Float32Array[];
	/** How many texts the embedder was given. */
	readonly embedded: number;
	/** How many texts got their vector from the cache, or from an equal text of the same call. */
	readonly reused: number;
}

/** What an abort can lose at most: some 10 s of a small transformer on two cores, at 150 texts a second. */
const TEXTS_PER_CALL = 2048;

/**
 * Embeds `texts`, asking `embedder` only for those that `cache` lacks, and for equal ones once.
 *
 * @param options as for `Embedder.embed`; progress counts the texts of this call, reused ones first. On an abort the
 * cache keeps what was embedded until then.
 * @throws SiteciteError `model_invalid` where the embedder gives another number or length of vectors than it
 * promised, or a number that is not finite: such vectors are never kept.
 */
export async function embedWithCache(
	embedder: TextEmbedder,
	cache: EmbeddingCache,
	texts: readonly string[],
	options: EmbedOptions = {},
): Promise<CachedEmbeddings> {
	options.signal?.throwIfAborted();
	const keys = texts.map(keyOf);
	const missing = new Map<string, string>();
	for (const [i, key] of keys.entries()) {
		if (cache.get(key) === null) missing.set(key, texts[i] ?? "");
	}
	const reused = texts.length - missing.size;
	if (missing.size === 0) options.onProgress?.(texts.length);
	await embedMissing(embedder, cache, [...missing], {
		...options,
		onProgress: (embedded) => options.onProgress?.(reused + embedded),
	});
	return {
		vectors: pack(keys, cache, embedder.dimensions),
		embedded: missing.size,
		reused,
	};
}

async function embedMissing(
	embedder: TextEmbedder,
	cache: EmbeddingCache,
	missing: readonly (readonly [key: string, text: string])[],
	options: EmbedOptions & Required<Pick<EmbedOptions, "onProgress">>,
): Promise<void> {
	for (let start = 0; start < missing.length; start += TEXTS_PER_CALL) {
		const batch = missing.slice(start, start + TEXTS_PER_CALL);
		const vectors = await embedder.embed(
			batch.map(([, text]) => text),
			{ ...options, onProgress: (embedded) => options.onProgress(start + embedded) },
		);
		checkVectors(embedder, vectors, batch.length);
		for (const [i, [key]] of batch.entries()) cache.set(key, vectors[i] ?? new Float32Array());
	}
}

function checkVectors(
	embedder: EmbedderIdentity,
	vectors: readonly Float32Array[],
	count: number,
): void {
	const invalid = (problem: string) =>
		new SiteciteError(
			"model_invalid",
			`The embedder ${embedder.id} (fingerprint ${embedder.fingerprint}) ${problem}. Check its model and configuration.`,
		);
	if (vectors.length !== count) throw invalid(`gave ${vectors.length} vectors for ${count} texts`);
	for (const vector of vectors) {
		if (vector.length !== embedder.dimensions) {
			throw invalid(`gave a vector of ${vector.length} numbers instead of ${embedder.dimensions}`);
		}
		if (!vector.every(Number.isFinite))
			throw invalid("gave a vector with a number that is not finite");
	}
}

/** Copies, so that a caller who changes its vectors never changes the cache's. */
function pack(keys: readonly string[], cache: EmbeddingCache, dimensions: number): Float32Array[] {
	const block = new Float32Array(keys.length * dimensions);
	return keys.map((key, i) => {
		const vector = cache.get(key);
		if (vector === null) throw new Error("A text that was just embedded is not in the cache");
		block.set(vector, i * dimensions);
		return block.subarray(i * dimensions, (i + 1) * dimensions);
	});
}

/** 32 characters, one per byte. UTF-16, because UTF-8 makes texts equal that differ in broken surrogates. */
function keyOf(text: string): string {
	return createHash("sha256").update(text, "utf16le").digest().toString("latin1");
}

function fileName({ fingerprint }: EmbedderIdentity): string {
	const digest = createHash("sha256").update(fingerprint).digest("hex");
	return `embeddings-${digest.slice(0, 32)}.bin`;
}
