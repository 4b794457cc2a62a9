/** The role of postings: which slots hold a term, how often in each field, and what that adds to their scores. */

import type { SlotFrequencies } from "./slot-frequencies.ts";

/** What one term is worth to one question. */
export interface TermScoring {
	/** Inverse document frequency times the weight of the term in the question. */
	readonly factor: number;
	/** Weight of each field; 0 leaves the field out. */
	readonly fieldWeights: Float64Array;
	/** `k1 × (1 - b + b × length / average length)` of every slot. */
	readonly norms: Float64Array;
}

/** How many times one field of one slot can count a term: one byte each; beyond 255 BM25 is flat anyway. */
export const MAX_FREQUENCY = 255;

export interface Postings {
	/** Terms are numbered from 0. */
	readonly termCount: number;
	/** Number of a term, or -1 where no slot holds it. */
	find(term: string): number;
	/** Adds the BM25 of a term to the score of every slot that holds it. */
	addScores(term: number, scoring: TermScoring, scores: Float64Array): void;
	/** Adds how often each slot holds a term, fields by their weights. */
	addFrequencies(term: number, fieldWeights: Float64Array, sum: SlotFrequencies): void;
	/** Visits the slots that hold a term in a field of non-zero weight, ascending. */
	visitSlots(term: number, fieldWeights: Float64Array, visit: (slot: number) => void): void;
	/** The term of a number. */
	termAt(term: number): string;
	/** How many slots hold the term in any field. */
	slotCount(term: number): number;
	/** Visits every term with its number, in no promised order. */
	visitTerms(visit: (text: string, term: number) => void): void;
	/** Visits slot and field frequencies (a view that changes with the next call) of a term, ascending. */
	visitPostings(term: number, visit: (slot: number, frequencies: Uint8Array) => void): void;
}

/** Whether a slot holds the term in a field that counts. */
export function holdsTerm(frequencies: Uint8Array, fieldWeights: Float64Array): boolean {
	for (let field = 0; field < fieldWeights.length; field++) {
		if ((frequencies[field] ?? 0) > 0 && (fieldWeights[field] ?? 0) > 0) return true;
	}
	return false;
}
