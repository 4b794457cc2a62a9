/** The embedded engine: answers from the sections of an artifact, inside the process. */

import type { InverseDocumentFrequency, Token } from "../../domain/analysis.ts";
import type { ArticleMatches, ArticleQuery } from "../../domain/article-match.ts";
import type { Candidate, CandidateQuery, CandidateSet } from "../../domain/candidate.ts";
import { SiteciteError } from "../../domain/errors.ts";
import type { IndexedChunk } from "../../domain/indexed-chunk.ts";
import type { LegScores } from "../../domain/passage.ts";
import type { ArticleFilter } from "../../domain/question.ts";
import type { Sections } from "../../domain/section.ts";
import type { SearchEngine, TermFinder } from "../search-engine.ts";
import { articleFilterMask } from "./article-filter.ts";
import { searchArticles } from "./article-search.ts";
import { type ChunkDatabase, databaseOn } from "./chunk-database.ts";
import type { ChunkStore } from "./chunk-store.ts";
import { facetsOf } from "./count-facets.ts";
import { correctWord } from "./lexical/correct-word.ts";
import { analyzerOf, analyzeText, questionWords } from "./lexical/question-words.ts";
import { WantedTerms } from "./lexical/wanted-terms.ts";
import { openChunkStore, packChunkStore } from "./pack-chunk-store.ts";
import { EMBEDDING_PROPERTY } from "./schema.ts";
import { positiveScores } from "./text-search.ts";

/**
 * Opens the engine that `OramaEngineBuilder.finish` packed; other sections may lie beside its own.
 *
 * The engine reads the bytes in place, so they must not change while it is open.
 *
 * @throws SiteciteError `index_corrupt` naming a section that is missing or has impossible sizes,
 * `index_version` for sections of another format.
 */
export function openOramaEngine(sections: Sections): OramaEngine {
	const { store, dimensions } = openChunkStore(sections);
	return new OramaEngine(() => databaseOn(store, dimensions).database, store, dimensions);
}

export class OramaEngine implements SearchEngine {
	readonly dimensions: number;
	readonly #store: ChunkStore;
	readonly #openDatabase: () => ChunkDatabase;
	#database: ChunkDatabase | null = null;

	constructor(openDatabase: () => ChunkDatabase, store: ChunkStore, dimensions: number) {
		this.#openDatabase = openDatabase;
		this.dimensions = dimensions;
		this.#store = store;
	}

	/**
	 * For Orama's own functions; what they insert and remove, the engine sees at once. Made at the first use: it keeps a map
	 * of all ids, which answering does not need.
	 */
	get database(): ChunkDatabase {
		this.#database ??= this.#openDatabase();
		return this.#database;
	}

	get chunkCount(): number {
		return this.#store.index.slots.liveCount;
	}

	/**
	 * A candidate's chunk is as it was when asked, whatever was changed since.
	 *
	 * @throws SiteciteError `embedder_mismatch` for a vector of another length than the index's,
	 * `bad_request` for a date that is none.
	 */
	async candidates(query: CandidateQuery, signal?: AbortSignal): Promise<CandidateSet> {
		signal?.throwIfAborted();
		this.#checkVector(query.vector);
		const { index } = this.#store;
		const mask = articleFilterMask(index, query.filter) ?? index.slots.liveMask();
		const limit = Math.max(0, Math.min(Math.floor(query.limit), index.slots.count));

		const lexical = query.lexical ? this.#lexicalLeg(query, mask, limit) : null;
		const vectors = index.vectors(EMBEDDING_PROPERTY);
		const semantic =
			query.vector === null ? [] : (vectors?.nearest(query.vector, limit, mask) ?? []);

		const proposed = new Set([...(lexical?.best ?? []), ...semantic].map(({ slot }) => slot));
		const slots = Uint32Array.from(proposed);
		const bm25 = lexical?.scoresOf(slots) ?? null;
		const cosines =
			query.vector === null ? null : (vectors?.cosinesOf(query.vector, slots) ?? null);
		const candidates = Array.from(slots, (slot, place) =>
			this.#candidateAt(slot, {
				lexical: bm25?.[place] ?? null,
				semantic: cosines?.[place] ?? null,
			}),
		);
		return { candidates };
	}

	/**
	 * Typing errors are looked for in the whole index, whatever the filter: it takes articles away and changes nothing
	 * about those it leaves.
	 *
	 * @throws SiteciteError `bad_request` for a date that is none.
	 */
	async searchArticles(query: ArticleQuery, signal?: AbortSignal): Promise<ArticleMatches> {
		signal?.throwIfAborted();
		const { index } = this.#store;
		const { best, all, corrected, text, terms } = searchArticles(index, {
			text: query.text,
			language: knownLanguage(query.filter),
			mask: articleFilterMask(index, query.filter) ?? index.slots.liveMask(),
			wanted: query.offset + query.limit,
		});
		return {
			total: all.length,
			chunks: Array.from(best.subarray(query.offset), (slot) => this.#chunkReader(slot)()),
			facets: facetsOf(index, all),
			corrected,
			text,
			terms,
		};
	}

	articleNumbers(filter: ArticleFilter): Uint32Array {
		const { index } = this.#store;
		const column = index.column("articleId");
		if (column === undefined) return new Uint32Array(0);
		const mask = articleFilterMask(index, filter) ?? index.slots.liveMask();
		// An article's id is a list of one value, and lists are numbered in the order they came.
		const isThrough = new Uint8Array(column.listCount);
		for (let slot = 0; slot < index.slots.count; slot++) {
			if (mask === null || mask[slot] === 1) isThrough[column.listNumberOf(slot)] = 1;
		}
		isThrough[NO_ARTICLE] = 0;
		return numbersOf(isThrough);
	}

	articleIds(): readonly string[] {
		const column = this.#store.index.column("articleId");
		return Array.from({ length: column?.listCount ?? 0 }, (_, number) =>
			String(column?.listAt(number)[0] ?? ""),
		);
	}

	vectorsOf(articleId: string): readonly Float32Array[] {
		const { index } = this.#store;
		const mask = index.slots.liveMask() ?? new Uint8Array(index.slots.count).fill(1);
		index.column("articleId")?.exclude(mask, ([id]) => id === articleId);
		const vectors = index.vectors(EMBEDDING_PROPERTY);
		const found: Float32Array[] = [];
		for (let slot = mask.indexOf(1); slot >= 0; slot = mask.indexOf(1, slot + 1)) {
			const vector = vectors?.vectorOf(slot) ?? null;
			if (vector !== null) found.push(Float32Array.from(vector));
		}
		return found;
	}

	analyze(text: string, lang: string | null): readonly Token[] {
		return analyzeText(text, lang, this.#store.index.lexical.analyzers);
	}

	termFinder(terms: ReadonlyMap<string, number>): TermFinder {
		const wanted = new WantedTerms(terms);
		const { analyzers } = this.#store.index.lexical;
		return (text, lang) => analyzerOf(text, lang, analyzers).tokensOf(text, wanted);
	}

	readonly idf: InverseDocumentFrequency = (term) => this.#store.index.lexical.idf(term);

	languageOf(text: string): string {
		return this.#store.index.lexical.analyzers.guess(text).language.code;
	}

	nearestWord(word: string, lang: string): string | null {
		const { lexical } = this.#store.index;
		const analyzer = lexical.analyzers.for(lang);
		const typed = analyzer.wordOf(word);
		const whole = correctWord(typed, false, lexical.vocabularies);
		if (whole !== null) {
			const spelling = this.#spellingOf(analyzer.termOf(whole.word));
			const isIt = spelling !== null && analyzer.wordOf(spelling) === whole.word;
			return isIt ? spelling : whole.word;
		}
		// Another form of the word may be all that the articles have: "cellars", where "celar" was typed.
		const begun = correctWord(typed, true, lexical.vocabularies);
		if (begun === null) return null;
		return analyzer.termOf(begun.start) === analyzer.termOf(begun.word) ? begun.start : null;
	}

	/** The sections of the engine as it is now, with what Orama's functions changed. */
	pack(): Sections {
		return packChunkStore(this.#store, this.dimensions);
	}

	/** The engine holds memory only, which is freed when nobody refers to it. */
	async close(): Promise<void> {}

	/** The best slots by words, and the scores of any. */
	#lexicalLeg({ text, filter }: CandidateQuery, mask: Uint8Array | null, limit: number) {
		const { lexical, scoring } = this.#store.index;
		const words = questionWords(text, knownLanguage(filter), lexical.analyzers);
		const found = lexical.best(words, scoring, mask, limit);
		if (found !== null) return found;
		const scores = lexical.scores(words, scoring);
		return {
			best: positiveScores(scores, mask, limit),
			scoresOf: (slots: Uint32Array) => Float64Array.from(slots, (slot) => scores[slot] ?? 0),
		};
	}

	/** How the first chunk that has a term spells it. */
	#spellingOf(term: string): string | null {
		const { lexical, slots, scoring } = this.#store.index;
		let found: string | null = null;
		lexical.visitSlots([{ term, weight: 1 }], scoring.fieldWeights, (slot) => {
			if (found === null && slots.isLive(slot)) found = this.#spellingIn(slot, term);
		});
		return found;
	}

	/** How a chunk, its headings or its title spell a term. */
	#spellingIn(slot: number, term: string): string | null {
		const chunk = this.#store.documents.chunkReader(this.#store.index.slots.documentOf(slot))?.();
		if (chunk === undefined) return null;
		for (const text of [
			chunk.text,
			...chunk.headings,
			chunk.article.title,
			...chunk.article.tags,
		]) {
			const token = this.analyze(text, chunk.article.lang).find((one) => one.term === term);
			if (token !== undefined) return text.slice(token.start, token.end);
		}
		return null;
	}

	/** Most candidates are only ranked: their chunks are decoded when asked for. */
	#candidateAt(slot: number, scores: LegScores): Candidate {
		const read = this.#chunkReader(slot);
		let chunk: IndexedChunk | undefined;
		return {
			get chunk() {
				chunk ??= read();
				return chunk;
			},
			scores,
		};
	}

	#chunkReader(slot: number): () => IndexedChunk {
		const read = this.#store.documents.chunkReader(this.#store.index.slots.documentOf(slot));
		if (read === undefined)
			throw new TypeError(`The index refers to a missing document (slot ${slot}).`);
		return read;
	}

	#checkVector(vector: Float32Array | null): void {
		if (vector === null || vector.length === this.dimensions) return;
		throw new SiteciteError(
			"embedder_mismatch",
			`The question's vector has ${vector.length} dimensions, the index has ${this.dimensions}. ` +
				"Ask with the embedder the index was built with, or build it again.",
		);
	}
}

/** The number of the empty list of values, which a chunk without an article would have. */
const NO_ARTICLE = 0;

/** Where bytes are 1. */
function numbersOf(bytes: Uint8Array): Uint32Array {
	const numbers = new Uint32Array(bytes.length);
	let count = 0;
	for (let number = 0; number < bytes.length; number++) {
		if (bytes[number] === 1) numbers[count++] = number;
	}
	return numbers.subarray(0, count);
}

/** The language of what is asked, where the filter leaves one only. */
function knownLanguage({ langs = [] }: ArticleFilter): string | null {
	return langs.length === 1 ? (langs[0] ?? null) : null;
}
