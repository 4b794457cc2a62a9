/** Everything one database holds: the index and the documents it was made from. */

import { ChunkIndex } from "./chunk-index.ts";
import type { ChunkRecords } from "./chunk-records.ts";
import { DocumentTable } from "./document-table.ts";
import type { IndexSchema } from "./index-schema.ts";

export class ChunkStore {
	readonly schema: IndexSchema;
	index: ChunkIndex;
	documents: DocumentTable;
	readonly #records: ChunkRecords | null;

	constructor(index: ChunkIndex, records: ChunkRecords | null) {
		this.schema = index.schema;
		this.index = index;
		this.documents = new DocumentTable(records);
		this.#records = records;
	}

	/** The ids of the documents the store was opened with, in order of their numbers from 1. */
	openedIds(): string[] {
		const records = this.#records;
		return records === null
			? []
			: Array.from({ length: records.count }, (_, at) => records.idAt(at));
	}
}

/** An empty store. */
export function newChunkStore(schema: IndexSchema): ChunkStore {
	return new ChunkStore(new ChunkIndex(schema), null);
}
