/** Builds the embedded engine's part of an index, by inserting chunks into an Orama database. */

import { insertMultiple } from "@orama/orama";
import { SiteciteError } from "../../domain/errors.ts";
import type { IndexedChunk } from "../../domain/indexed-chunk.ts";
import type { Sections } from "../../domain/section.ts";
import { type ChunkDatabaseWithStore, createChunkDatabase } from "./chunk-database.ts";
import { type ChunkDocument, documentOfChunk } from "./chunk-document.ts";
import { packChunkStore } from "./pack-chunk-store.ts";

/** Documents wait with their vectors as plain numbers, 8 bytes each, so few of them do. */
const BATCH_SIZE = 256;

export class OramaEngineBuilder {
	readonly #dimensions: number;
	readonly #opened: ChunkDatabaseWithStore;
	readonly #ids = new Set<string>();
	#batch: ChunkDocument[] = [];

	/** `dimensions`: length of every vector, at least 1. */
	constructor({ dimensions }: { readonly dimensions: number }) {
		this.#dimensions = dimensions;
		this.#opened = createChunkDatabase(dimensions);
	}

	/**
	 * Adds a chunk, in the order that breaks ties of score: the earlier one is the better.
	 *
	 * @param vector null for a chunk that has none, which the semantic leg then never proposes.
	 * @throws SiteciteError `article_invalid` for a chunk whose id was added before,
	 * `embedder_mismatch` for a vector of another length.
	 */
	add(chunk: IndexedChunk, vector: Float32Array | null): void {
		if (vector !== null && vector.length !== this.#dimensions) {
			throw new SiteciteError(
				"embedder_mismatch",
				`The vector of chunk ${chunk.id} has ${vector.length} dimensions instead of ${this.#dimensions}.`,
			);
		}
		if (this.#ids.has(chunk.id)) {
			throw new SiteciteError(
				"article_invalid",
				`Two chunks have the id ${chunk.id}; the second is of ${chunk.article.path}.`,
			);
		}
		this.#ids.add(chunk.id);
		this.#batch.push(documentOfChunk(chunk, vector));
		if (this.#batch.length >= BATCH_SIZE) this.#insertBatch();
	}

	/** The sections that `openOramaEngine` opens: equal bytes for equal chunks in equal order. */
	finish(): Sections {
		this.#insertBatch();
		return packChunkStore(this.#opened.store, this.#dimensions);
	}

	/** Orama inserts synchronously as long as no plugin has an asynchronous hook for it; ours has none. */
	#insertBatch(): void {
		insertMultiple(this.#opened.database, this.#batch, BATCH_SIZE);
		this.#batch = [];
	}
}
