/** Orama databases of chunks: created empty, or on what an artifact holds. */

import { create, type Orama } from "@orama/orama";
import { chunkPlugin } from "./chunk-plugin.ts";
import { type ChunkStore, newChunkStore } from "./chunk-store.ts";
import { readSchema } from "./index-schema.ts";
import { type ChunkSchema, chunkSchema } from "./schema.ts";

/** To be used with Orama's functions: `search(database, …)`, `insert`, `remove`, `update`, `save`, … */
export type ChunkDatabase = Orama<ChunkSchema>;

export interface ChunkDatabaseWithStore {
	readonly database: ChunkDatabase;
	readonly store: ChunkStore;
}

/** @param dimensions length of the vectors, at least 1. */
export function createChunkDatabase(dimensions: number): ChunkDatabaseWithStore {
	return databaseOn(newChunkStore(readSchema(chunkSchema(dimensions))), dimensions);
}

/** The database whose documents and index a store holds already. */
export function databaseOn(store: ChunkStore, dimensions: number): ChunkDatabaseWithStore {
	const schema = chunkSchema(dimensions);
	return { database: create({ schema, plugins: [chunkPlugin(store)] }), store };
}
