/**
 * The plugin that puts this index into an Orama database, through the extension point that Orama's
 * own plugin-qps uses. Beside it, only the three component files know Orama's internals (3.1.18).
 */

import type { AnyOrama, OramaPluginSync, SearchParams, Tokenizer } from "@orama/orama";
import { type ChunkStore, newChunkStore } from "./chunk-store.ts";
import { documentsComponent } from "./documents-component.ts";
import { indexComponent } from "./index-component.ts";
import { readSchema, type SchemaLike } from "./index-schema.ts";
import { DEFAULT_BM25 } from "./lexical/bm25.ts";
import { analyzeText } from "./lexical/question-words.ts";
import { sorterComponent } from "./sorter-component.ts";

/**
 * The plugin for `create` of Orama; one for each database.
 *
 * @param opened what the database starts with; null starts an empty one, by the schema given to `create`.
 */
export function chunkPlugin(opened: ChunkStore | null = null): OramaPluginSync {
	const getComponents = (schema: SchemaLike) => {
		const store = opened ?? newChunkStore(readSchema(schema));
		return {
			index: indexComponent(store),
			documentsStore: documentsComponent(store),
			sorter: sorterComponent(store),
			tokenizer: tokenizerComponent(store),
		};
	};
	return {
		name: "sitecite-index",
		// Orama's type lets the caller choose the type of store, which no plugin can promise.
		getComponents: getComponents as NonNullable<OramaPluginSync["getComponents"]>,
		beforeSearch: fillInDefaults,
	};
}

/**
 * Orama's own defaults hide most vectors (similarity 0.8) and dampen length too much (its BM25
 * parameters); only here can they be told from values the caller gave.
 */
function fillInDefaults<T extends AnyOrama>(_database: T, params: SearchParams<T>): void {
	if (params.mode === "vector" || params.mode === "hybrid") params.similarity ??= 0;
	if (params.mode !== "vector") {
		params.relevance = { k: DEFAULT_BM25.k1, b: DEFAULT_BM25.b, ...params.relevance };
	}
}

/** The terms of the index, for those who ask the database for its tokenizer; the index itself does not. */
function tokenizerComponent(store: ChunkStore): Tokenizer {
	return {
		language: "multilingual",
		normalizationCache: new Map(),
		tokenize: (raw, language) =>
			analyzeText(raw, language ?? null, store.index.lexical.analyzers).map(({ term }) => term),
	};
}
