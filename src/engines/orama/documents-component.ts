/** Orama's component for documents: how its public functions reach a {@link DocumentTable}. */

import type { AnyDocument, AnyDocumentStore, AnyOrama, IDocumentsStore } from "@orama/orama";
import type { ChunkStore } from "./chunk-store.ts";
import { DocumentTable } from "./document-table.ts";

type InternalIds = AnyOrama["internalDocumentIDStore"];

/** What Orama holds as its documents; a search by vector reads `docs[number]` directly. */
export class OramaDocumentsStore implements AnyDocumentStore {
	readonly store: ChunkStore;
	readonly ids: InternalIds;
	readonly docs: Record<number, AnyDocument>;

	constructor(store: ChunkStore, ids: InternalIds) {
		this.store = store;
		this.ids = ids;
		this.docs = new Proxy<Record<number, AnyDocument>>({}, documentsByNumber(store));
	}
}

/** The documents component of a database whose content `store` holds. */
export function documentsComponent(store: ChunkStore): IDocumentsStore<OramaDocumentsStore> {
	return {
		create(_database, ids) {
			for (const id of store.openedIds()) {
				ids.internalIdToId.push(id);
				ids.idToInternalId.set(id, ids.internalIdToId.length);
			}
			return new OramaDocumentsStore(store, ids);
		},
		get: (documents, id) => documentWithVectors(store, numberOf(documents.ids, id)),
		// For facets and groups of all results, which do not need the vectors.
		getMultiple: (documents, ids) =>
			ids.map((id) => store.documents.get(numberOf(documents.ids, id))),
		getAll: (documents) => documents.docs,
		store(_documents, _id, number, document) {
			if (store.documents.has(number)) return false;
			store.documents.add(number, withoutVectors(store, document));
			return true;
		},
		remove(_documents, _id, number) {
			if (!store.documents.has(number)) return false;
			store.documents.remove(number);
			return true;
		},
		count: () => store.documents.count,
		save: ((documents: OramaDocumentsStore) =>
			saveDocuments(documents.store)) as IDocumentsStore<OramaDocumentsStore>["save"],
		load(ids, raw) {
			store.documents = new DocumentTable(null, readDocuments(raw));
			return new OramaDocumentsStore(store, ids);
		},
	};
}

/** Unlike Orama's own, gives an unknown id no number: asking must not grow the database. */
function numberOf(ids: InternalIds, id: string | number): number {
	return typeof id === "number" ? id : (ids.idToInternalId.get(id) ?? 0);
}

function documentWithVectors(store: ChunkStore, number: number): AnyDocument | undefined {
	const document = store.documents.get(number);
	if (document === undefined) return undefined;
	const slot = store.index.slots.slotOf(number);
	for (const property of store.schema.vectors.keys()) {
		const vector = store.index.vectors(property)?.vectorOf(slot) ?? null;
		if (vector !== null && isTopLevel(property)) document[property] = vector;
	}
	return document;
}

/** The index holds the vectors already, at a quarter of the size or less. */
function withoutVectors(store: ChunkStore, document: AnyDocument): AnyDocument {
	const copy: AnyDocument = { ...document };
	for (const property of store.schema.vectors.keys())
		if (isTopLevel(property)) delete copy[property];
	return copy;
}

function isTopLevel(property: string): boolean {
	return !property.includes(".");
}

/** Reads like a plain object of all documents, without decoding any that is not asked for. */
function documentsByNumber(store: ChunkStore): ProxyHandler<Record<number, AnyDocument>> {
	const at = (key: string | symbol): AnyDocument | undefined =>
		typeof key === "string" ? documentWithVectors(store, Number(key)) : undefined;
	return {
		get: (_target, key) => at(key),
		has: (_target, key) => typeof key === "string" && store.documents.has(Number(key)),
		ownKeys: () => store.documents.numbers().map(String),
		getOwnPropertyDescriptor(_target, key) {
			if (typeof key !== "string" || !store.documents.has(Number(key))) return undefined;
			return { configurable: true, enumerable: true, get: () => at(key) };
		},
	};
}

function saveDocuments(store: ChunkStore): [number, AnyDocument][] {
	return store.documents.numbers().flatMap((number): [number, AnyDocument][] => {
		const document = store.documents.get(number);
		return document === undefined ? [] : [[number, document]];
	});
}

function readDocuments(raw: unknown): Map<number, AnyDocument> {
	if (!Array.isArray(raw)) throw new TypeError("What was saved holds no list of documents.");
	return new Map(raw);
}
