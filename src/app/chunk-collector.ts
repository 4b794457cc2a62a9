/** Embeds an article's chunks batch by batch while the next articles are read, and hands them to the engine. */

import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { Sections } from "../domain/section.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { type EmbeddingCache, embedWithCache } from "../embedding/embedding-cache.ts";
import { OramaEngineBuilder } from "../engines/orama/orama-engine-builder.ts";
import { embeddingText } from "./index-chunks.ts";

/** Embedded together: enough for every thread of an embedder, few enough for a build to hold two batches. */
const CHUNKS_PER_BATCH = 512;

export interface ChunkCollectorOptions {
	readonly embedder: Embedder;
	readonly cache: EmbeddingCache;
	readonly signal?: AbortSignal | undefined;
	/** Told of how many articles all chunks are embedded. */
	readonly onEmbedded: (articles: number) => void;
}

export class ChunkCollector {
	count = 0;
	embedded = 0;
	reused = 0;
	readonly #options: ChunkCollectorOptions;
	readonly #builder: OramaEngineBuilder;
	readonly #cancelled = new AbortController();
	readonly #signal: AbortSignal;
	#pending: IndexedChunk[] = [];
	#pendingArticles = 0;
	#embeddedArticles = 0;
	/** The batch that is being embedded, if any. */
	#batch: Promise<void> = Promise.resolve();

	constructor(options: ChunkCollectorOptions) {
		this.#options = options;
		this.#builder = new OramaEngineBuilder({ dimensions: options.embedder.dimensions });
		const signals = [this.#cancelled.signal, ...(options.signal ? [options.signal] : [])];
		this.#signal = AbortSignal.any(signals);
	}

	/** All chunks of one article, none for a file that is no article. Waits while two batches are held. */
	async add(chunks: readonly IndexedChunk[]): Promise<void> {
		this.#pending.push(...chunks);
		this.#pendingArticles += 1;
		this.count += chunks.length;
		if (this.#pending.length >= CHUNKS_PER_BATCH) await this.#startBatch();
	}

	/** The engine's sections, once all is embedded. */
	async finish(): Promise<Sections> {
		await this.#startBatch();
		await this.#batch;
		return this.#builder.finish();
	}

	/** Ends what is under way, after a failure elsewhere. */
	async cancel(reason: unknown): Promise<void> {
		this.#cancelled.abort(reason);
		// It failed for that reason, or for one that comes after it.
		await this.#batch.catch(() => {});
	}

	async #startBatch(): Promise<void> {
		await this.#batch;
		const chunks = this.#pending;
		const articles = this.#pendingArticles;
		this.#pending = [];
		this.#pendingArticles = 0;
		this.#batch = this.#embed(chunks, articles);
		// Whoever waits for the batch next is told; until then this is no unhandled rejection.
		this.#batch.catch(() => {});
	}

	async #embed(chunks: readonly IndexedChunk[], articles: number): Promise<void> {
		const { embedder, cache, onEmbedded } = this.#options;
		const texts = chunks.map(embeddingText);
		const { vectors, embedded, reused } = await embedWithCache(embedder, cache, texts, {
			signal: this.#signal,
			onProgress: (done) =>
				onEmbedded(this.#embeddedArticles + Math.floor((articles * done) / texts.length)),
		});
		this.embedded += embedded;
		this.reused += reused;
		this.#embeddedArticles += articles;
		for (const [i, chunk] of chunks.entries()) this.#builder.add(chunk, vectors[i] ?? null);
	}
}
