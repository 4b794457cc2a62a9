/** The best slots of a question by BM25, without adding up the long lists of its commonest words. */

import type { PackedPostings } from "./packed-postings.ts";
import { type Scored, TopK } from "./top-k.ts";

/** A term of a question and what its words weigh: `idf × count × weight`. */
export interface WeighedTerm {
	/** Its number in the postings. */
	readonly term: number;
	readonly factor: number;
}

/** A term with the most it can add to a score. */
interface BoundedTerm extends WeighedTerm {
	readonly bound: number;
}

/** Sums in another order differ in their last digits: bounds are held off by much more than that. */
const ROUNDING = 1e-9;

/** Looking a slot up in a list takes as long as passing so many of its entries. */
const ENTRIES_PER_LOOKUP = 16;

/**
 * MaxScore (H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", 1995), term by term: once the terms
 * that are left cannot lift a slot among the best that has none of those before, only the slots met so far are
 * looked up in their lists. What comes of it is exactly what adding up all lists gives, to the last digit: the scores of
 * those that are left are computed once more, in the order of the question.
 *
 * Used for one question after the other: its arrays are as long as the index, and only what was written is cleared.
 */
export class BestSlots {
	readonly #postings: PackedPostings;
	readonly #fieldWeights: Float64Array;
	readonly #norms: Float64Array;
	/** By term: the largest `tf / (tf + norm)` of its list, 0 where it is not known yet. */
	readonly #largest: Float64Array;
	readonly #partial: Float64Array;
	/** The slots that have a partial score. */
	readonly #met: Uint32Array;
	/** Of the list that is looked at. */
	readonly #frequencies: Float64Array;

	/** @param norms what BM25 divides by, by slot */
	constructor(postings: PackedPostings, fieldWeights: Float64Array, norms: Float64Array) {
		this.#postings = postings;
		this.#fieldWeights = fieldWeights;
		this.#norms = norms;
		this.#largest = new Float64Array(postings.termCount);
		this.#partial = new Float64Array(norms.length);
		this.#met = new Uint32Array(norms.length);
		this.#frequencies = new Float64Array(norms.length);
	}

	/**
	 * The `limit` slots of the highest score above 0, best first, equal ones by slot.
	 *
	 * @param terms in the order in which scores are added up
	 * @param mask one byte per slot, 0 to leave it out; null for all.
	 */
	find(terms: readonly WeighedTerm[], mask: Uint8Array | null, limit: number): Scored[] {
		const ordered = terms
			.map((one): BoundedTerm => ({ ...one, bound: one.factor * this.#largestOf(one.term) }))
			.sort((a, b) => b.bound - a.bound);
		/** What the terms from each one on can add at most. */
		const rest = new Float64Array(ordered.length + 1);
		for (let at = ordered.length - 1; at >= 0; at--) {
			rest[at] = (rest[at + 1] as number) + (ordered[at] as BoundedTerm).bound;
		}
		let metCount = 0;
		let next = 0;
		for (; next < ordered.length; next++) {
			const { term, factor } = ordered[next] as BoundedTerm;
			const mayStop = metCount >= limit && metCount < this.#postings.slotCount(term);
			if (mayStop && (rest[next] as number) < this.#threshold(this.#met, metCount, limit)) break;
			metCount = this.#add(term, factor, mask, metCount);
		}
		let left: Uint32Array = this.#met.slice(0, metCount);
		for (; next < ordered.length; next++) {
			left = this.#within(left, limit, rest[next] as number);
			this.#addTo(left, ordered[next] as BoundedTerm);
		}
		left = this.#within(left, limit, 0);
		for (let at = 0; at < metCount; at++) this.#partial[this.#met[at] as number] = 0;
		const scores = this.scoresOf(terms, left);
		const best = new TopK(Math.min(left.length, limit));
		for (let at = 0; at < left.length; at++) best.offer(left[at] as number, scores[at] as number);
		return best.sorted();
	}

	/** The scores of some slots. @param terms in the order in which scores are added up */
	scoresOf(terms: readonly WeighedTerm[], slots: Uint32Array): Float64Array {
		const scores = new Float64Array(slots.length);
		for (const { term, factor } of terms) {
			for (let at = 0; at < slots.length; at++) {
				const slot = slots[at] as number;
				const frequency = this.#postings.frequencyIn(term, slot, this.#fieldWeights);
				if (frequency === 0) continue;
				scores[at] =
					(scores[at] as number) +
					(factor * frequency) / (frequency + (this.#norms[slot] as number));
			}
		}
		return scores;
	}

	/** Adds a whole list up; gives how many slots are met then. */
	#add(term: number, factor: number, mask: Uint8Array | null, metBefore: number): number {
		const partial = this.#partial;
		const met = this.#met;
		let metCount = metBefore;
		const norms = this.#norms;
		const slots = this.#listOf(term);
		for (let at = 0; at < slots.length; at++) {
			const slot = slots[at] as number;
			if (mask !== null && mask[slot] === 0) continue;
			const frequency = this.#frequencies[at] as number;
			if (frequency === 0) continue;
			const before = partial[slot] as number;
			if (before === 0) met[metCount++] = slot;
			partial[slot] = before + (factor * frequency) / (frequency + (norms[slot] as number));
		}
		return metCount;
	}

	/** Adds what a list has of some slots, by whichever way is shorter. */
	#addTo(slots: Uint32Array, { term, factor }: BoundedTerm): void {
		const partial = this.#partial;
		const norms = this.#norms;
		if (slots.length * ENTRIES_PER_LOOKUP < this.#postings.slotCount(term)) {
			for (const slot of slots) {
				const frequency = this.#postings.frequencyIn(term, slot, this.#fieldWeights);
				partial[slot] =
					(partial[slot] as number) + (factor * frequency) / (frequency + (norms[slot] as number));
			}
			return;
		}
		const list = this.#listOf(term);
		for (let at = 0; at < list.length; at++) {
			const slot = list[at] as number;
			const before = partial[slot] as number;
			if (before === 0) continue;
			const frequency = this.#frequencies[at] as number;
			partial[slot] = before + (factor * frequency) / (frequency + (norms[slot] as number));
		}
	}

	/** Those of the slots that can still be among the best, when at most `rest` is added to any. */
	#within(slots: Uint32Array, limit: number, rest: number): Uint32Array {
		const threshold = this.#threshold(slots, slots.length, limit);
		return slots.filter((slot) => (this.#partial[slot] as number) + rest >= threshold);
	}

	/** The partial score of the last one that would be among the best now, a little less for rounding. */
	#threshold(slots: Uint32Array, count: number, limit: number): number {
		if (count < limit) return 0;
		const best = new TopK(limit);
		let threshold = best.threshold;
		for (let at = 0; at < count; at++) {
			const slot = slots[at] as number;
			const score = this.#partial[slot] as number;
			if (score <= threshold) continue;
			best.offer(slot, score);
			threshold = best.threshold;
		}
		return threshold * (1 - ROUNDING);
	}

	#largestOf(term: number): number {
		const known = this.#largest[term] as number;
		if (known > 0) return known;
		let largest = 0;
		const slots = this.#listOf(term);
		for (let at = 0; at < slots.length; at++) {
			const frequency = this.#frequencies[at] as number;
			const share = frequency / (frequency + (this.#norms[slots[at] as number] as number));
			if (share > largest) largest = share;
		}
		this.#largest[term] = largest;
		return largest;
	}

	/** The slots of a term; their frequencies stand in `#frequencies`. */
	#listOf(term: number): Uint32Array {
		this.#postings.frequenciesOf(term, this.#fieldWeights, this.#frequencies);
		return this.#postings.slotsOf(term);
	}
}
