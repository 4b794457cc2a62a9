/** The documents of a database: those of the artifact decoded when asked for, those inserted since in memory. */

import type { AnyDocument } from "@orama/orama";
import type { IndexedChunk } from "../../domain/indexed-chunk.ts";
import { chunkOfDocument, documentOfChunk } from "./chunk-document.ts";
import type { ChunkRecords } from "./chunk-records.ts";

/** Documents by the internal numbers Orama gives them; those of an artifact have 1, 2, 3, … */
export class DocumentTable {
	readonly #records: ChunkRecords | null;
	readonly #added: Map<number, AnyDocument>;
	/** Numbers of the artifact's documents that were removed. */
	readonly #removed = new Set<number>();

	constructor(
		records: ChunkRecords | null = null,
		added: ReadonlyMap<number, AnyDocument> = new Map(),
	) {
		this.#records = records;
		this.#added = new Map(added);
	}

	get count(): number {
		return this.#added.size + this.#recordCount - this.#removed.size;
	}

	has(number: number): boolean {
		return this.#added.has(number) || this.#isRecorded(number);
	}

	/** A copy that the caller may change, without the document's vectors. */
	get(number: number): AnyDocument | undefined {
		const added = this.#added.get(number);
		if (added !== undefined) return { ...added };
		const records = this.#recordsOf(number);
		return records === null ? undefined : documentOfChunk(records.chunkAt(number - 1), null);
	}

	/** Decodes the chunk that a document stands for now, even when the document has been removed since. */
	chunkReader(number: number): (() => IndexedChunk) | undefined {
		const added = this.#added.get(number);
		if (added !== undefined) return () => chunkOfDocument(added);
		const records = this.#recordsOf(number);
		return records === null ? undefined : () => records.chunkAt(number - 1);
	}

	/** @param document is kept as it is: hand over a copy, without vectors. */
	add(number: number, document: AnyDocument): void {
		this.#added.set(number, document);
	}

	remove(number: number): void {
		if (!this.#added.delete(number) && this.#isRecorded(number)) this.#removed.add(number);
	}

	/** All numbers, ascending. */
	numbers(): number[] {
		const recorded = Array.from({ length: this.#recordCount }, (_, index) => index + 1);
		return [...recorded.filter((number) => this.#isRecorded(number)), ...this.#added.keys()].sort(
			(left, right) => left - right,
		);
	}

	get #recordCount(): number {
		return this.#records?.count ?? 0;
	}

	#isRecorded(number: number): boolean {
		return number >= 1 && number <= this.#recordCount && !this.#removed.has(number);
	}

	#recordsOf(number: number): ChunkRecords | null {
		return this.#isRecorded(number) ? this.#records : null;
	}
}
