/** Orama's component for the index: how its public functions reach a {@link ChunkStore}. */

import type {
	AnyIndexStore,
	IIndex,
	SearchableType,
	SearchableValue,
	TokenScore,
} from "@orama/orama";
import { vector } from "@orama/orama/trees";
import type { ChunkIndex } from "./chunk-index.ts";
import type { ChunkStore } from "./chunk-store.ts";
import { type Scored, TopK } from "./lexical/top-k.ts";
import { compactIndex, openIndex, packIndex } from "./pack-index.ts";
import { corruptSection } from "./section-file.ts";
import { MAX_RESULTS, searchTexts } from "./text-search.ts";
import type { ColumnValue } from "./value-column.ts";
import { type WhereClause, whereMask } from "./where-clause.ts";

/** Dead slots are dropped when they are this many and more than the live ones. */
const MIN_DEAD_SLOTS = 1000;

/** What Orama holds as its index. */
class OramaIndexStore implements AnyIndexStore {
	readonly vectorIndexes: AnyIndexStore["vectorIndexes"] = {};
	/** Where Orama looks for trees to search by place; there are none. */
	readonly indexes: Readonly<Record<string, never>> = {};
	readonly store: ChunkStore;

	constructor(store: ChunkStore) {
		this.store = store;
		for (const [property, dimensions] of store.schema.vectors) {
			const node = new StoredVectors(store, property, dimensions);
			this.vectorIndexes[property] = { type: "Vector", node, isArray: false };
		}
	}
}

/** Orama asks it only to find. */
class StoredVectors extends vector.VectorIndex {
	readonly #store: ChunkStore;
	readonly #property: string;

	constructor(store: ChunkStore, property: string, dimensions: number) {
		super(dimensions);
		this.#store = store;
		this.#property = property;
	}

	override find(
		question: number[] | Float32Array,
		similarity: number,
		whereFiltersIDs: Set<number> | undefined,
	): TokenScore[] {
		const { slots } = this.#store.index;
		const vectors = this.#store.index.vectors(this.#property);
		if (vectors === undefined) return [];
		const cosineOf = vectors.cosineTo(Float32Array.from(question));
		const best = new TopK(Math.min(slots.count, MAX_RESULTS));
		for (let slot = 0; slot < slots.count; slot++) {
			if (!slots.isLive(slot) || !vectors.hasVector(slot)) continue;
			if (whereFiltersIDs !== undefined && !whereFiltersIDs.has(slots.documentOf(slot))) continue;
			const cosine = cosineOf(slot);
			if (cosine >= similarity) best.offer(slot, cosine);
		}
		return tokenScores(this.#store.index, best.sorted());
	}
}

/** The index component of a database whose content `store` holds. */
export function indexComponent(store: ChunkStore): IIndex<OramaIndexStore> {
	const { schema } = store;
	// Orama asks for both once for every property of every document.
	const properties = [...schema.types.keys()];
	const types = Object.fromEntries(
		[...schema.types].map(([path, type]) => [path, type as SearchableType]),
	);
	return {
		create: () => new OramaIndexStore(store),
		insert(_implementation, index, property, _id, number, value, type, language) {
			insertValue(index.store.index, property, number, value, type, language ?? null);
		},
		remove(_implementation, index, _property, _id, number) {
			const chunks = index.store.index;
			// Orama calls once for each property; the first call removes the whole document.
			chunks.remove(number);
			const { deadCount, liveCount } = chunks.slots;
			if (deadCount > MIN_DEAD_SLOTS && deadCount > liveCount) compactIndex(chunks);
			return true;
		},
		search(
			index,
			term,
			_tokenizer,
			language,
			searched,
			exact,
			tolerance,
			boost,
			relevance,
			_documentCount,
			whereFiltersIDs,
			threshold = 1,
		) {
			const chunks = chunkStoreOf(index).index;
			const found = searchTexts(chunks, {
				...{ term, properties: searched, boost, tolerance, threshold },
				language: language ?? null,
				bm25: { k1: relevance.k, b: relevance.b },
				completesLastWord: !exact,
				mask: whereFiltersIDs === undefined ? null : maskOf(chunks, whereFiltersIDs),
			});
			return tokenScores(chunks, found);
		},
		searchByWhereClause(index, _tokenizer, filters) {
			const { index: chunks } = chunkStoreOf(index);
			const mask = whereMask(chunks, filters as WhereClause);
			const passing = new Set<number>();
			for (let slot = 0; slot < mask.length; slot++) {
				if (mask[slot] !== 0) passing.add(chunks.slots.documentOf(slot));
			}
			return passing;
		},
		getSearchableProperties: () => properties,
		getSearchablePropertiesWithTypes: () => types,
		save: ((index: OramaIndexStore) => saveIndex(index)) as IIndex<OramaIndexStore>["save"],
		load(ids, raw) {
			store.index = openIndex(schema, decodeSections(raw), ids.internalIdToId.length);
			return new OramaIndexStore(store);
		},
		insertDocumentScoreParameters: refuse,
		insertTokenScoreParameters: refuse,
		removeDocumentScoreParameters: refuse,
		removeTokenScoreParameters: refuse,
		calculateResultScores: refuse,
	};
}

/** @throws TypeError for the index of a database that was not created with this component. */
function chunkStoreOf(index: AnyIndexStore): ChunkStore {
	if (index instanceof OramaIndexStore) return index.store;
	throw new TypeError("This Orama database was not created with the plugin of this index.");
}

function insertValue(
	index: ChunkIndex,
	property: string,
	number: number,
	value: SearchableValue,
	type: SearchableType,
	language: string | null,
): void {
	if (index.schema.vectors.has(property)) {
		if (isVector(value)) index.addVector(number, property, value);
		return;
	}
	const values = Array.isArray(value) ? value : [value];
	if (type === "string" || type === "string[]") {
		index.addTexts(number, property, values.filter(isText), language);
	} else index.addValues(number, property, values.filter(isColumnValue));
}

/** Orama has checked that it is a list of the right length. */
function isVector(value: SearchableValue): value is number[] {
	return Array.isArray(value) && typeof value[0] === "number";
}

function isText(value: unknown): value is string {
	return typeof value === "string";
}

function isColumnValue(value: unknown): value is ColumnValue {
	return isText(value) || typeof value === "number" || typeof value === "boolean";
}

function tokenScores(index: ChunkIndex, found: readonly Scored[]): TokenScore[] {
	return found.map(({ slot, score }): TokenScore => [index.slots.documentOf(slot), score]);
}

function maskOf(index: ChunkIndex, documents: ReadonlySet<number>): Uint8Array {
	const mask = new Uint8Array(index.slots.count);
	for (const document of documents) {
		const slot = index.slots.slotOf(document);
		if (slot >= 0) mask[slot] = 1;
	}
	return mask;
}

/** Sections by name in base64, so that what Orama's `save` gives can be written as JSON. */
function saveIndex({ store }: OramaIndexStore): Record<string, string> {
	const sections = packIndex(store.index, store.index.slots.liveDocuments());
	return Object.fromEntries(
		[...sections].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]),
	);
}

function decodeSections(raw: unknown): Map<string, Uint8Array> {
	const sections = new Map<string, Uint8Array>();
	for (const [name, base64] of Object.entries(raw ?? {})) {
		if (typeof base64 !== "string") throw corruptSection(name, "it is not in base64");
		sections.set(name, Buffer.from(base64, "base64"));
	}
	return sections;
}

function refuse(): never {
	throw new TypeError("Scores are computed by the index as a whole, not token by token.");
}
