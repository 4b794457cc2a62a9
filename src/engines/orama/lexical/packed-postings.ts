/** Postings as an artifact stores them: sorted terms and contiguous lists, read in place, never changed. */

import { SectionReader, writeSection } from "../section-file.ts";
import { byUtf8, packTexts, TextRecords } from "../text-records.ts";
import { holdsTerm, type Postings, type TermScoring } from "./postings.ts";
import type { SlotFrequencies } from "./slot-frequencies.ts";

/**
 * The sections, each in the layout of section-file.ts:
 * - terms: positions (uint32, terms + 1) and UTF-8 of the terms, sorted by their bytes;
 * - postings: starts (uint32, terms + 1) of each term's list in slots; slots (uint32), ascending
 *   within a term; frequencies (uint8), for each slot one per field.
 */
export interface PostingSections {
	readonly terms: Uint8Array;
	readonly postings: Uint8Array;
}

/** What {@link packPostings} gives: the sections, and the number each term has in them. */
export interface PackedTerms extends PostingSections {
	readonly numbers: ReadonlyMap<string, number>;
}

export class PackedPostings implements Postings {
	readonly termCount: number;
	readonly #fieldCount: number;
	readonly #terms: TextRecords;
	readonly #starts: Uint32Array;
	readonly #slots: Uint32Array;
	readonly #frequencies: Uint8Array;
	/** Decoded at the first visit of all terms, which only typing errors need. */
	#termTexts: string[] | null = null;

	/** @throws SiteciteError `index_corrupt` where the sizes of the sections do not fit together. */
	constructor(sections: PostingSections, fieldCount: number) {
		const terms = new SectionReader("lexical-terms.bin", sections.terms);
		this.termCount = terms.peekLength() - 1;
		terms.check(this.termCount >= 0, "it has no positions");
		this.#terms = TextRecords.read(terms, this.termCount);
		terms.end();
		const postings = new SectionReader("lexical-postings.bin", sections.postings);
		const postingCount = postings.peekLength(1);
		this.#starts = postings.offsets(this.termCount, (last) => last === postingCount);
		this.#slots = postings.uint32();
		this.#frequencies = postings.uint8(postingCount * fieldCount);
		postings.end();
		this.#fieldCount = fieldCount;
	}

	find(term: string): number {
		return this.#terms.find(term);
	}

	termAt(term: number): string {
		return this.#terms.at(term);
	}

	slotCount(term: number): number {
		return (this.#starts[term + 1] ?? 0) - (this.#starts[term] ?? 0);
	}

	addScores(term: number, scoring: TermScoring, scores: Float64Array): void {
		const { factor, fieldWeights, norms } = scoring;
		const fieldCount = this.#fieldCount;
		const slots = this.#slots;
		const frequencies = this.#frequencies;
		const end = this.#starts[term + 1] ?? 0;
		for (let index = this.#starts[term] ?? 0; index < end; index++) {
			let frequency = 0;
			const first = index * fieldCount;
			for (let field = 0; field < fieldCount; field++) {
				frequency += (frequencies[first + field] as number) * (fieldWeights[field] as number);
			}
			const slot = slots[index] as number;
			if (frequency > 0) {
				scores[slot] =
					(scores[slot] as number) + (factor * frequency) / (frequency + (norms[slot] as number));
			}
		}
	}

	addFrequencies(term: number, fieldWeights: Float64Array, sum: SlotFrequencies): void {
		const fieldCount = this.#fieldCount;
		const slots = this.#slots;
		const frequencies = this.#frequencies;
		const end = this.#starts[term + 1] ?? 0;
		for (let index = this.#starts[term] ?? 0; index < end; index++) {
			let frequency = 0;
			const first = index * fieldCount;
			for (let field = 0; field < fieldCount; field++) {
				frequency += (frequencies[first + field] as number) * (fieldWeights[field] as number);
			}
			if (frequency > 0) sum.add(slots[index] as number, frequency);
		}
	}

	/** The slots that hold a term, ascending; to be read only. */
	slotsOf(term: number): Uint32Array {
		return this.#slots.subarray(this.#starts[term], this.#starts[term + 1]);
	}

	/** Writes how often each of {@link PackedPostings.slotsOf} holds a term, fields by their weights. */
	frequenciesOf(term: number, fieldWeights: Float64Array, into: Float64Array): void {
		const start = this.#starts[term] as number;
		const count = (this.#starts[term + 1] as number) - start;
		const fieldCount = this.#fieldCount;
		into.fill(0, 0, count);
		for (let field = 0; field < fieldCount; field++) {
			const weight = fieldWeights[field] as number;
			let at = start * fieldCount + field;
			for (let place = 0; place < count; place++, at += fieldCount) {
				into[place] = (into[place] as number) + (this.#frequencies[at] as number) * weight;
			}
		}
	}

	/** How often one slot holds a term, fields by their weights; 0 where it does not. */
	frequencyIn(term: number, slot: number, fieldWeights: Float64Array): number {
		let low = this.#starts[term] as number;
		let high = (this.#starts[term + 1] as number) - 1;
		while (low <= high) {
			const middle = (low + high) >>> 1;
			const found = this.#slots[middle] as number;
			if (found === slot) return this.#frequencyAt(middle, fieldWeights);
			if (found < slot) low = middle + 1;
			else high = middle - 1;
		}
		return 0;
	}

	#frequencyAt(index: number, fieldWeights: Float64Array): number {
		const first = index * this.#fieldCount;
		let frequency = 0;
		for (let field = 0; field < this.#fieldCount; field++) {
			frequency += (this.#frequencies[first + field] as number) * (fieldWeights[field] as number);
		}
		return frequency;
	}

	visitSlots(term: number, fieldWeights: Float64Array, visit: (slot: number) => void): void {
		this.visitPostings(term, (slot, frequencies) => {
			if (holdsTerm(frequencies, fieldWeights)) visit(slot);
		});
	}

	visitTerms(visit: (text: string, term: number) => void): void {
		this.#termTexts ??= Array.from({ length: this.termCount }, (_, term) => this.#terms.at(term));
		for (const [term, text] of this.#termTexts.entries()) visit(text, term);
	}

	visitPostings(term: number, visit: (slot: number, frequencies: Uint8Array) => void): void {
		const end = this.#starts[term + 1] ?? 0;
		for (let index = this.#starts[term] ?? 0; index < end; index++) {
			const first = index * this.#fieldCount;
			visit(this.#slots[index] ?? 0, this.#frequencies.subarray(first, first + this.#fieldCount));
		}
	}
}

/**
 * Packs the postings of some parts, whose slots must rise from part to part, into one.
 *
 * @param newSlot gives the slot a posting is stored under, ascending with the old one, or -1 to drop it.
 */
export function packPostings(
	parts: readonly Postings[],
	fieldCount: number,
	newSlot: (slot: number) => number,
): PackedTerms {
	const texts = sortedTerms(parts);
	const capacity = totalSlotCount(parts);
	const slots = new Uint32Array(capacity);
	const frequencies = new Uint8Array(capacity * fieldCount);
	const keptTexts: string[] = [];
	const starts = [0];
	let size = 0;
	for (const text of texts) {
		const start = size;
		for (const part of parts) {
			const term = part.find(text);
			if (term < 0) continue;
			part.visitPostings(term, (slot, counts) => {
				const kept = newSlot(slot);
				if (kept < 0) return;
				slots[size] = kept;
				frequencies.set(counts, size * fieldCount);
				size++;
			});
		}
		if (size === start) continue;
		keptTexts.push(text);
		starts.push(size);
	}
	return {
		numbers: new Map(keptTexts.map((text, number) => [text, number])),
		terms: writeSection(packTexts(keptTexts)),
		postings: writeSection([
			Uint32Array.from(starts),
			slots.subarray(0, size),
			frequencies.subarray(0, size * fieldCount),
		]),
	};
}

function sortedTerms(parts: readonly Postings[]): string[] {
	const texts = new Set<string>();
	for (const part of parts) part.visitTerms((text) => texts.add(text));
	return [...texts]
		.map((text) => ({ text, utf8: Buffer.from(text) }))
		.sort((left, right) => byUtf8(left.utf8, right.utf8))
		.map(({ text }) => text);
}

function totalSlotCount(parts: readonly Postings[]): number {
	let total = 0;
	for (const part of parts) part.visitTerms((_, term) => (total += part.slotCount(term)));
	return total;
}
