/** Postings that accept new slots: one chain of entries per term in shared typed arrays. */

import { withRoomFor } from "../../../vectors/growing-arrays.ts";
import { holdsTerm, MAX_FREQUENCY, type Postings, type TermScoring } from "./postings.ts";
import type { SlotFrequencies } from "./slot-frequencies.ts";

const NONE = -1;

/** Slots must be added in ascending order; all fields of a slot before the next slot. */
export class GrowingPostings implements Postings {
	readonly #fieldCount: number;
	readonly #terms = new Map<string, number>();
	readonly #texts: string[] = [];
	/** By term: first and last entry of its chain, and its length. */
	#heads = new Int32Array(0);
	#tails = new Int32Array(0);
	#slotCounts = new Uint32Array(0);
	/** By entry: slot, the next entry of the chain, and one frequency per field. */
	#slots = new Uint32Array(0);
	#nexts = new Int32Array(0);
	#frequencies = new Uint8Array(0);
	#entryCount = 0;

	constructor(fieldCount: number) {
		this.#fieldCount = fieldCount;
	}

	/** Counts one occurrence of a term in a field of a slot; gives the term's number. */
	add(text: string, slot: number, field: number): number {
		const term = this.#terms.get(text) ?? this.#addTerm(text);
		const last = this.#tails[term] ?? NONE;
		const entry = last !== NONE && this.#slots[last] === slot ? last : this.#addEntry(term, slot);
		const index = entry * this.#fieldCount + field;
		this.#frequencies[index] = Math.min(MAX_FREQUENCY, (this.#frequencies[index] ?? 0) + 1);
		return term;
	}

	termAt(term: number): string {
		return this.#texts[term] ?? "";
	}

	get termCount(): number {
		return this.#texts.length;
	}

	find(text: string): number {
		return this.#terms.get(text) ?? NONE;
	}

	slotCount(term: number): number {
		return this.#slotCounts[term] ?? 0;
	}

	addScores(term: number, scoring: TermScoring, scores: Float64Array): void {
		const { factor, fieldWeights, norms } = scoring;
		const fieldCount = this.#fieldCount;
		for (
			let entry = this.#heads[term] ?? NONE;
			entry !== NONE;
			entry = this.#nexts[entry] ?? NONE
		) {
			let frequency = 0;
			for (let field = 0; field < fieldCount; field++) {
				frequency +=
					(this.#frequencies[entry * fieldCount + field] ?? 0) * (fieldWeights[field] ?? 0);
			}
			const slot = this.#slots[entry] ?? 0;
			if (frequency > 0) {
				scores[slot] =
					(scores[slot] ?? 0) + (factor * frequency) / (frequency + (norms[slot] ?? 0));
			}
		}
	}

	addFrequencies(term: number, fieldWeights: Float64Array, sum: SlotFrequencies): void {
		this.visitPostings(term, (slot, frequencies) => {
			let frequency = 0;
			for (let field = 0; field < fieldWeights.length; field++) {
				frequency += (frequencies[field] ?? 0) * (fieldWeights[field] ?? 0);
			}
			if (frequency > 0) sum.add(slot, frequency);
		});
	}

	visitSlots(term: number, fieldWeights: Float64Array, visit: (slot: number) => void): void {
		this.visitPostings(term, (slot, frequencies) => {
			if (holdsTerm(frequencies, fieldWeights)) visit(slot);
		});
	}

	visitTerms(visit: (text: string, term: number) => void): void {
		for (const [text, term] of this.#terms) visit(text, term);
	}

	visitPostings(term: number, visit: (slot: number, frequencies: Uint8Array) => void): void {
		for (
			let entry = this.#heads[term] ?? NONE;
			entry !== NONE;
			entry = this.#nexts[entry] ?? NONE
		) {
			const first = entry * this.#fieldCount;
			visit(this.#slots[entry] ?? 0, this.#frequencies.subarray(first, first + this.#fieldCount));
		}
	}

	#addTerm(text: string): number {
		const term = this.#texts.length;
		this.#terms.set(text, term);
		this.#texts.push(text);
		this.#heads = withRoomFor(this.#heads, term + 1);
		this.#tails = withRoomFor(this.#tails, term + 1);
		this.#slotCounts = withRoomFor(this.#slotCounts, term + 1);
		this.#heads[term] = NONE;
		this.#tails[term] = NONE;
		return term;
	}

	#addEntry(term: number, slot: number): number {
		const entry = this.#entryCount++;
		this.#slots = withRoomFor(this.#slots, entry + 1);
		this.#nexts = withRoomFor(this.#nexts, entry + 1);
		this.#frequencies = withRoomFor(this.#frequencies, (entry + 1) * this.#fieldCount);
		this.#slots[entry] = slot;
		this.#nexts[entry] = NONE;
		const last = this.#tails[term] ?? NONE;
		if (last === NONE) this.#heads[term] = entry;
		else this.#nexts[last] = entry;
		this.#tails[term] = entry;
		this.#slotCounts[term] = (this.#slotCounts[term] ?? 0) + 1;
		return entry;
	}
}
