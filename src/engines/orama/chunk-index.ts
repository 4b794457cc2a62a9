/** The index itself, without Orama: slots, texts, values and vectors, and how they are added and removed. */

import { type ArticleNumbers, articleNumbers } from "./article-numbers.ts";
import { ArticleTally } from "./article-tally.ts";
import type { IndexSchema } from "./index-schema.ts";
import { Analyzers } from "./lexical/analyzers.ts";
import { DEFAULT_BM25 } from "./lexical/bm25.ts";
import { LexicalIndex, type LexicalScoring } from "./lexical/lexical-index.ts";
import { VectorIndex } from "./semantic/vector-index.ts";
import { SlotTable } from "./slot-table.ts";
import { type ColumnValue, ValueColumn } from "./value-column.ts";

/** The property whose value names the language of a document's texts. */
const LANGUAGE_PROPERTY = "lang";

/** The property whose value names the article a document is a chunk of. */
const ARTICLE_PROPERTY = "articleId";

/**
 * How much a word in a property counts beside one in any other. The title's 2 was chosen with k1 and
 * b: beside 1 it gains 0.010 nDCG@10 on nq, 0.004 on scifact-train, 0.008 on cran, nothing on squad;
 * 3 changes none of them by more than 0.003.
 */
const FIELD_WEIGHTS: ReadonlyMap<string, number> = new Map([["title", 2]]);

/** The parts of an index; a new one has empty ones. */
export interface ChunkIndexParts {
	readonly slots: SlotTable;
	readonly lexical: LexicalIndex;
	readonly columns: ReadonlyMap<string, ValueColumn>;
	readonly vectors: ReadonlyMap<string, VectorIndex>;
}

/** Documents are known by the internal numbers Orama gives them. */
export class ChunkIndex {
	readonly schema: IndexSchema;
	/** How candidates are scored: every field, with the weights and dials chosen for this index. */
	readonly scoring: LexicalScoring;
	#parts: ChunkIndexParts;
	#articles: ArticleNumbers | null = null;
	/** With what it was made of, which changes with every change to the index. */
	#tally: { tally: ArticleTally; norms: Float64Array; articles: ArticleNumbers } | null = null;

	constructor(schema: IndexSchema, parts: ChunkIndexParts = emptyParts(schema)) {
		this.schema = schema;
		this.#parts = parts;
		this.scoring = { bm25: DEFAULT_BM25, fieldWeights: defaultWeights(schema) };
	}

	get slots(): SlotTable {
		return this.#parts.slots;
	}

	get lexical(): LexicalIndex {
		return this.#parts.lexical;
	}

	/** For searches by article, one after the other. */
	get tally(): ArticleTally {
		const { slots, lexical, articles } = this;
		const { fieldWeights } = this.scoring;
		const norms = lexical.normsFor(this.scoring);
		const known = this.#tally;
		if (known?.norms === norms && known.articles === articles) return known.tally;
		const tally = new ArticleTally({ slots, articles, fieldWeights, norms });
		this.#tally = { tally, norms, articles };
		return tally;
	}

	/** Which slots are of one article. */
	get articles(): ArticleNumbers {
		this.#articles ??= articleNumbers(this.column(ARTICLE_PROPERTY), this.slots.count);
		return this.#articles;
	}

	/** @returns undefined for a property that has no values to filter by. */
	column(property: string): ValueColumn | undefined {
		return this.#parts.columns.get(property);
	}

	vectors(property: string): VectorIndex | undefined {
		return this.#parts.vectors.get(property);
	}

	/** Replaces all parts, as packing the index without its dead slots does. */
	replaceParts(parts: ChunkIndexParts): void {
		this.#parts = parts;
		this.#articles = null;
	}

	/**
	 * Indexes the texts of one property of a document.
	 *
	 * @param language a tag or a language name; null takes the document's own `lang`, if it came before.
	 */
	addTexts(
		document: number,
		property: string,
		texts: readonly string[],
		language: string | null,
	): void {
		const slot = this.#slotFor(document);
		const analyzer = this.lexical.analyzers.for(language ?? this.#languageOf(slot));
		const field = this.schema.texts.indexOf(property);
		for (const text of texts) this.lexical.add(slot, field, text, analyzer);
	}

	addValues(document: number, property: string, values: readonly ColumnValue[]): void {
		this.column(property)?.set(this.#slotFor(document), values);
		if (property === ARTICLE_PROPERTY) this.#articles = null;
	}

	addVector(document: number, property: string, vector: ArrayLike<number>): void {
		this.vectors(property)?.set(this.#slotFor(document), vector);
	}

	/** Removes a document; does nothing where it is not, or no longer, indexed. */
	remove(document: number): void {
		const slot = this.slots.remove(document);
		if (slot >= 0) this.lexical.remove(slot);
	}

	#slotFor(document: number): number {
		const slot = this.slots.slotOf(document);
		if (slot >= 0) return slot;
		this.#articles = null;
		return this.slots.add(document);
	}

	#languageOf(slot: number): string | null {
		const language = this.column(LANGUAGE_PROPERTY)?.valuesOf(slot)[0];
		return typeof language === "string" ? language : null;
	}
}

function emptyParts(schema: IndexSchema): ChunkIndexParts {
	const slots = new SlotTable();
	return {
		slots,
		lexical: new LexicalIndex(slots, schema.texts.length, new Analyzers()),
		columns: new Map(schema.values.map((property) => [property, new ValueColumn()])),
		vectors: new Map(
			[...schema.vectors].map(([property, size]) => [property, new VectorIndex(size)]),
		),
	};
}

function defaultWeights(schema: IndexSchema): Float64Array {
	return Float64Array.from(schema.texts, (property) => FIELD_WEIGHTS.get(property) ?? 1);
}
