/** Adds up what the words of a search say of each chunk, and which of them each article has. */

import type { ArticleNumbers } from "./article-numbers.ts";
import { inverseDocumentFrequency } from "./lexical/bm25.ts";
import type { Postings } from "./lexical/postings.ts";
import { SlotFrequencies } from "./lexical/slot-frequencies.ts";
import { TopK } from "./lexical/top-k.ts";
import type { SlotTable } from "./slot-table.ts";

/** Words beyond these count for the order, but an article need not have them to have all. */
const MAX_REQUIRED = 31;
const OTHER_WORDS = 1 << MAX_REQUIRED;

/** Larger than any score: what comes before all scores. */
const ALL_WORDS_BONUS = 1e6;

/** What the tally needs of an index. */
export interface TallySources {
	readonly slots: SlotTable;
	readonly articles: ArticleNumbers;
	readonly fieldWeights: Float64Array;
	/** What BM25 divides by, by slot. */
	readonly norms: Float64Array;
}

/** The terms one word stands for, in one part of the index. */
export interface TallyTerms {
	readonly postings: Postings;
	/** The word itself. */
	readonly whole: readonly number[];
	/** Words it begins. */
	readonly longer: readonly number[];
}

export interface RankedArticles {
	/** The best slot of each of the best articles, in order. */
	readonly best: Uint32Array;
	/** The best slot of every article that holds a word. */
	readonly all: Uint32Array;
}

/** Used for one search after the other: its arrays are as long as the index, and only what was written is cleared. */
export class ArticleTally {
	readonly #sources: TallySources;
	readonly #sum: SlotFrequencies;
	/** By slot: of the word that is counted now, and of all words so far. */
	readonly #wordScores: Float64Array;
	readonly #scores: Float64Array;
	/** The slots that have a score. */
	readonly #found: Uint32Array;
	#foundCount = 0;
	/** By article: one bit a word, and the best slot and its score. */
	readonly #words: Uint32Array;
	readonly #bestSlots: Uint32Array;
	readonly #bestScores: Float64Array;
	#wordCount = 0;
	#mask: Uint8Array | null = null;

	constructor(sources: TallySources) {
		this.#sources = sources;
		const { slots, articles } = sources;
		this.#sum = new SlotFrequencies(slots.count);
		this.#wordScores = new Float64Array(slots.count);
		this.#scores = new Float64Array(slots.count);
		this.#found = new Uint32Array(slots.count);
		this.#words = new Uint32Array(articles.count);
		this.#bestSlots = new Uint32Array(articles.count);
		this.#bestScores = new Float64Array(articles.count);
	}

	/** Forgets all words. @param mask one byte per slot, 0 to leave it out; null for all. */
	start(mask: Uint8Array | null): void {
		const { ofSlot } = this.#sources.articles;
		for (let at = 0; at < this.#foundCount; at++) {
			const slot = this.#found[at] as number;
			const article = ofSlot[slot] as number;
			this.#scores[slot] = 0;
			this.#words[article] = 0;
			this.#bestScores[article] = 0;
		}
		this.#foundCount = 0;
		this.#wordCount = 0;
		this.#mask = mask;
	}

	/** Counts the next word of the search; one without terms is a word that no article has. */
	add(parts: readonly TallyTerms[]): void {
		const { fieldWeights } = this.#sources;
		const sum = this.#sum;
		sum.clear();
		for (const { postings, whole } of parts) {
			for (const term of whole) postings.addFrequencies(term, fieldWeights, sum);
		}
		const wholeSlots = this.#scoreWord(0);
		for (const { postings, longer } of parts) {
			for (const term of longer) postings.addFrequencies(term, fieldWeights, sum);
		}
		// Slots keep their order: those that hold the whole word are still the first.
		if (parts.some(({ longer }) => longer.length > 0)) this.#scoreWord(wholeSlots);
		this.#countWord();
	}

	/** The articles in order: those that have all words first, each kind by the score of its best chunk. */
	ranked(wanted: number): RankedArticles {
		const { ofSlot } = this.#sources.articles;
		for (let at = 0; at < this.#foundCount; at++) {
			const slot = this.#found[at] as number;
			const article = ofSlot[slot] as number;
			const score = this.#scores[slot] as number;
			const best = this.#bestScores[article] as number;
			if (score < best || (score === best && slot > (this.#bestSlots[article] as number))) continue;
			this.#bestScores[article] = score;
			this.#bestSlots[article] = slot;
		}
		const required = 2 ** Math.min(this.#wordCount, MAX_REQUIRED) - 1;
		const all = new Uint32Array(this.#foundCount);
		let count = 0;
		for (let at = 0; at < this.#foundCount; at++) {
			const slot = this.#found[at] as number;
			if (this.#bestSlots[ofSlot[slot] as number] === slot) all[count++] = slot;
		}
		const top = new TopK(Math.min(wanted, count));
		for (let at = 0; at < count; at++) {
			const slot = all[at] as number;
			const hasAll = ((this.#words[ofSlot[slot] as number] as number) & required) === required;
			top.offer(slot, (this.#scores[slot] as number) + (hasAll ? ALL_WORDS_BONUS : 0));
		}
		const best = Uint32Array.from(top.sorted(), ({ slot }) => slot);
		return { best, all: all.subarray(0, count) };
	}

	/**
	 * Scores the slots of the sum by BM25; the first `known` of them, which have a score already, keep it where it is
	 * the better one. Gives how many slots there are.
	 */
	#scoreWord(known: number): number {
		const { slots: table, norms } = this.#sources;
		const { slots, values } = this.#sum;
		let holding = slots.length;
		if (table.deadCount > 0) for (const slot of slots) if (!table.isLive(slot)) holding--;
		const idf = inverseDocumentFrequency(table.liveCount, holding);
		const scores = this.#wordScores;
		for (let at = 0; at < slots.length; at++) {
			const slot = slots[at] as number;
			const frequency = values[slot] as number;
			const score = (idf * frequency) / (frequency + (norms[slot] as number));
			scores[slot] = at < known ? Math.max(score, scores[slot] as number) : score;
		}
		return slots.length;
	}

	#countWord(): void {
		const { ofSlot } = this.#sources.articles;
		const { slots } = this.#sum;
		const mask = this.#mask;
		const bit = this.#wordCount < MAX_REQUIRED ? 1 << this.#wordCount : OTHER_WORDS;
		this.#wordCount++;
		for (let at = 0; at < slots.length; at++) {
			const slot = slots[at] as number;
			if (mask !== null && mask[slot] === 0) continue;
			const before = this.#scores[slot] as number;
			if (before === 0) this.#found[this.#foundCount++] = slot;
			this.#scores[slot] = before + (this.#wordScores[slot] as number);
			const article = ofSlot[slot] as number;
			this.#words[article] = (this.#words[article] as number) | bit;
		}
	}
}
