/** The lexical leg: texts in fields by slot, and the BM25 score of every slot for the words of a question. */

import { withRoomFor } from "../../../vectors/growing-arrays.ts";
import type { SlotTable } from "../slot-table.ts";
import type { Analyzers } from "./analyzers.ts";
import { BestSlots, type WeighedTerm } from "./best-slots.ts";
import { type Bm25, inverseDocumentFrequency, lengthNorm } from "./bm25.ts";
import { boundedEditDistance } from "./edit-distance.ts";
import { GrowingPostings } from "./growing-postings.ts";
import { GrowingWords } from "./growing-words.ts";
import type { PackedPostings } from "./packed-postings.ts";
import type { PackedWords, WordEntry } from "./packed-words.ts";
import type { Postings } from "./postings.ts";
import type { QuestionWord, WeightedTerm } from "./question-words.ts";
import type { TextAnalyzer } from "./text-analyzer.ts";
import type { Scored } from "./top-k.ts";

/** How the fields of the index count in one search. */
export interface LexicalScoring {
	readonly bm25: Bm25;
	/** In order of the index's fields; 0 leaves a field out. */
	readonly fieldWeights: Float64Array;
}

/** What an artifact gives back. */
export interface PackedLexicalIndex {
	readonly postings: PackedPostings;
	readonly words: PackedWords;
	/** Words per slot, by field. */
	readonly lengths: readonly Uint32Array[];
}

/** A part of the index with the words its terms are spelt as. */
export interface Vocabulary {
	readonly postings: Postings;
	readonly words: PackedWords;
}

export class LexicalIndex {
	readonly analyzers: Analyzers;
	readonly #slots: SlotTable;
	readonly #growing: GrowingPostings;
	readonly #growingWords = new GrowingWords();
	readonly #packed: PackedLexicalIndex | null;
	readonly #parts: readonly Postings[];
	readonly #lengths: Uint32Array[];
	/** Words of all live slots, by field. */
	readonly #totals: Float64Array;
	#scores = new Float64Array(0);
	/** With the norms it was made of, which change with every change to the index. */
	#best: { norms: Float64Array; slots: BestSlots } | null = null;
	#norms: { scoring: LexicalScoring; values: Float64Array } | null = null;

	constructor(
		slots: SlotTable,
		fieldCount: number,
		analyzers: Analyzers,
		packed: PackedLexicalIndex | null = null,
	) {
		this.analyzers = analyzers;
		this.#slots = slots;
		this.#growing = new GrowingPostings(fieldCount);
		this.#packed = packed;
		this.#parts = packed === null ? [this.#growing] : [packed.postings, this.#growing];
		this.#lengths = Array.from(
			{ length: fieldCount },
			(_, field) => packed?.lengths[field] ?? new Uint32Array(0),
		);
		this.#totals = Float64Array.from(this.#lengths, (lengths) => {
			let total = 0;
			for (const length of lengths) total += length;
			return total;
		});
	}

	/** Packed first, then growing: their slots rise from the one to the other. */
	get parts(): readonly Postings[] {
		return this.#parts;
	}

	/** The parts that have terms, each with its words. */
	get vocabularies(): Vocabulary[] {
		const growing = this.#growing;
		const packed = this.#packed === null ? [] : [this.#packed];
		if (growing.termCount === 0) return packed;
		return [...packed, { postings: growing, words: this.#growingWords.packed(growing.termCount) }];
	}

	/** The words of each of {@link parts}. A word stays as long as its term, whoever spelt it so. */
	wordEntries(): Iterable<WordEntry>[] {
		const growing = this.#growingWords.entries();
		return this.#packed === null ? [growing] : [this.#packed.words.entries(), growing];
	}

	lengthOf(slot: number, field: number): number {
		return this.#lengths[field]?.[slot] ?? 0;
	}

	/** Adds a text to a field of the newest slot. */
	add(slot: number, field: number, text: string, analyzer: TextAnalyzer): void {
		let words = 0;
		analyzer.visitTerms(text, (term, word) => {
			this.#growingWords.add(word, this.#growing.add(term, slot, field));
			words++;
		});
		const lengths = withRoomFor(this.#lengths[field] ?? new Uint32Array(0), slot + 1);
		lengths[slot] = (lengths[slot] ?? 0) + words;
		this.#lengths[field] = lengths;
		this.#totals[field] = (this.#totals[field] ?? 0) + words;
		this.analyzers.countUse(analyzer);
		this.#norms = null;
	}

	/** Takes a slot out of the statistics; to be called when it dies. */
	remove(slot: number): void {
		for (let field = 0; field < this.#totals.length; field++) {
			this.#totals[field] = (this.#totals[field] ?? 0) - this.lengthOf(slot, field);
		}
		this.#norms = null;
	}

	/** In how many live slots a term stands, in fields of non-zero weight (all, where null). */
	holding(term: string, fieldWeights: Float64Array | null = null): number {
		const countsAll = fieldWeights === null || fieldWeights.every((weight) => weight > 0);
		let count = 0;
		for (const part of this.#parts) {
			const number = part.find(term);
			if (number < 0) continue;
			if (countsAll && this.#slots.deadCount === 0) count += part.slotCount(number);
			else {
				part.visitSlots(number, fieldWeights ?? this.#totals.map(() => 1), (slot) => {
					if (this.#slots.isLive(slot)) count++;
				});
			}
		}
		return count;
	}

	/** The rarity of a term among the live slots; the maximum for one that none holds. */
	idf(term: string): number {
		return inverseDocumentFrequency(this.#slots.liveCount, this.holding(term));
	}

	/**
	 * The BM25 of every slot for the words of a question; 0 where it holds none of them. Dead slots
	 * have scores too: leave them out by {@link SlotTable.liveMask}. The next call uses the array again.
	 */
	scores(words: readonly QuestionWord[], scoring: LexicalScoring): Float64Array {
		const scores = this.#emptyScores();
		const norms = this.normsFor(scoring);
		for (const word of words) {
			const idf = this.#idfOfWord(word, scoring.fieldWeights);
			for (const { term, weight } of word.terms) {
				const factor = idf * word.count * weight;
				for (const part of this.#parts) {
					const number = part.find(term);
					if (number < 0) continue;
					part.addScores(number, { factor, fieldWeights: scoring.fieldWeights, norms }, scores);
				}
			}
		}
		return scores;
	}

	/**
	 * The best `limit` of {@link scores}, exactly, with what finds the scores of others: sooner, since not all lists are
	 * added up. Null for an index that has changed since it was opened, whose lists cannot be skipped in.
	 *
	 * @param mask one byte per slot, 0 to leave it out; null for all.
	 */
	best(
		words: readonly QuestionWord[],
		scoring: LexicalScoring,
		mask: Uint8Array | null,
		limit: number,
	): { best: Scored[]; scoresOf: (slots: Uint32Array) => Float64Array } | null {
		const packed = this.#packed?.postings;
		if (packed === undefined || this.#growing.termCount > 0) return null;
		const norms = this.normsFor(scoring);
		if (this.#best?.norms !== norms) {
			this.#best = { norms, slots: new BestSlots(packed, scoring.fieldWeights, norms) };
		}
		const { slots: finder } = this.#best;
		const terms = words.flatMap((word): WeighedTerm[] => {
			const idf = this.#idfOfWord(word, scoring.fieldWeights);
			return word.terms
				.map(({ term, weight }) => ({
					term: packed.find(term),
					factor: idf * word.count * weight,
				}))
				.filter(({ term }) => term >= 0);
		});
		return {
			best: finder.find(terms, mask, limit),
			scoresOf: (slots) => finder.scoresOf(terms, slots),
		};
	}

	/** How many different words of a question each slot holds, at most 255. */
	matchedWords(words: readonly QuestionWord[], fieldWeights: Float64Array): Uint8Array {
		const matched = new Uint8Array(this.#slots.count);
		const lastWord = new Int32Array(this.#slots.count).fill(-1);
		for (const [index, word] of words.entries()) {
			this.visitSlots(word.terms, fieldWeights, (slot) => {
				if (lastWord[slot] !== index) matched[slot] = Math.min(255, (matched[slot] ?? 0) + 1);
				lastWord[slot] = index;
			});
		}
		return matched;
	}

	/** Visits the slots that hold any of the terms; a slot that holds several, several times. */
	visitSlots(
		terms: readonly WeightedTerm[],
		fieldWeights: Float64Array,
		visit: (slot: number) => void,
	): void {
		for (const { term } of terms) {
			for (const part of this.#parts) {
				const number = part.find(term);
				if (number >= 0) part.visitSlots(number, fieldWeights, visit);
			}
		}
	}

	/** The word with the index's terms at most `distance` typing errors from its own, each worth less. */
	withTypos(word: QuestionWord, distance: number): QuestionWord {
		return this.#withTerms(word, (text) => {
			const own = word.terms[0]?.term ?? "";
			const errors = boundedEditDistance(own, text, distance);
			return errors <= distance ? 1 / (1 + errors) : 0;
		});
	}

	/** The word with the index's terms that start with it as it is spelt. */
	asPrefix(word: QuestionWord): QuestionWord {
		return this.#withTerms(word, (text) => (text.startsWith(word.text) ? 1 : 0));
	}

	#withTerms(word: QuestionWord, weigh: (text: string) => number): QuestionWord {
		const terms = new Map(word.terms.map(({ term, weight }) => [term, weight]));
		for (const part of this.#parts) {
			part.visitTerms((text) => {
				const weight = terms.has(text) ? 0 : weigh(text);
				if (weight > 0) terms.set(text, weight);
			});
		}
		return { ...word, terms: [...terms].map(([term, weight]) => ({ term, weight })) };
	}

	/** Clearing an array of 100,000 takes a seventh of the time that a new one costs. */
	#emptyScores(): Float64Array {
		if (this.#scores.length === this.#slots.count) this.#scores.fill(0);
		else this.#scores = new Float64Array(this.#slots.count);
		return this.#scores;
	}

	/** Alternatives share one rarity, or the rarest misspelling would weigh most. */
	#idfOfWord(word: QuestionWord, fieldWeights: Float64Array): number {
		let holding = 0;
		for (const { term } of word.terms) holding += this.holding(term, fieldWeights);
		const total = this.#slots.liveCount;
		return inverseDocumentFrequency(total, Math.min(total, holding));
	}

	/** What BM25 divides by, by slot. */
	normsFor(scoring: LexicalScoring): Float64Array {
		const known = this.#norms;
		if (known?.scoring === scoring && known.values.length === this.#slots.count)
			return known.values;
		const { bm25, fieldWeights } = scoring;
		const total = this.#totals.reduce(
			(sum, words, field) => sum + words * (fieldWeights[field] ?? 0),
			0,
		);
		const average = total / Math.max(1, this.#slots.liveCount);
		const values = new Float64Array(this.#slots.count);
		for (let slot = 0; slot < values.length; slot++) {
			let length = 0;
			for (let field = 0; field < fieldWeights.length; field++) {
				length += this.lengthOf(slot, field) * (fieldWeights[field] ?? 0);
			}
			values[slot] = lengthNorm(bm25, length, average);
		}
		this.#norms = { scoring, values };
		return values;
	}
}
