/** Full-text search with Orama's options: properties, boosts, tolerance, threshold. */

import { SiteciteError } from "../../domain/errors.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import type { Bm25 } from "./lexical/bm25.ts";
import { type QuestionWord, questionWords } from "./lexical/question-words.ts";
import { type Scored, TopK } from "./lexical/top-k.ts";

export interface TextSearch {
	readonly term: string;
	/** A tag or a language name, or null where the term's language is unknown. */
	readonly language: string | null;
	/** Text properties to search; others count nothing. */
	readonly properties: readonly string[];
	/** Factors on the weights of properties, 1 where absent. */
	readonly boost: Readonly<Record<string, number | undefined>>;
	readonly bm25: Bm25;
	/** Typing errors to overlook in each word. */
	readonly tolerance: number;
	/** Whether a last word that no document holds may be the beginning of one that some do. */
	readonly completesLastWord: boolean;
	/** 1: any word will do. 0: all words are needed. Between: the best share of those with some words only. */
	readonly threshold: number;
	/** One byte per slot, 0 to leave it out; null for all. */
	readonly mask: Uint8Array | null;
}

/**
 * More results than these are not listed: Orama passes them all as arguments of one call, which
 * overflows the stack a little above 120,000.
 */
export const MAX_RESULTS = 100_000;

/**
 * The slots that hold the words of a term, best first; with an empty term, all slots with score 0.
 *
 * Words match whole, by their stem. Two exceptions help those who type: `tolerance`, and a last word
 * that is in no document is taken as the beginning of one.
 */
export function searchTexts(index: ChunkIndex, search: TextSearch): Scored[] {
	const { lexical, slots } = index;
	const mask = search.mask ?? slots.liveMask();
	if (search.term === "") return everySlot(slots.count, mask);
	const fieldWeights = weightsOf(index, search);
	const words = questionWords(search.term, search.language, lexical.analyzers).map(
		(word, place, all) => widened(index, search, fieldWeights, word, place === all.length - 1),
	);
	const scores = lexical.scores(words, { bm25: search.bm25, fieldWeights });
	const results = positiveScores(scores, mask);
	if (search.threshold >= 1) return results;

	const matched = lexical.matchedWords(words, fieldWeights);
	const isFull = ({ slot }: Scored): boolean => matched[slot] === Math.min(255, words.length);
	const full = results.filter(isFull);
	if (search.threshold <= 0) return full;
	if (full.length === 0) return results;
	const partial = results.filter((result) => !isFull(result));
	return [...full, ...partial.slice(0, Math.ceil(partial.length * search.threshold))];
}

/** The slots with a score above 0 that the mask lets through, best first. */
export function positiveScores(
	scores: Float64Array,
	mask: Uint8Array | null,
	limit: number = MAX_RESULTS,
): Scored[] {
	const best = new TopK(Math.min(scores.length, limit));
	let threshold = Math.max(0, best.threshold);
	for (let slot = 0; slot < scores.length; slot++) {
		const score = scores[slot] as number;
		if (score <= threshold || (mask !== null && mask[slot] === 0)) continue;
		best.offer(slot, score);
		threshold = Math.max(0, best.threshold);
	}
	return best.sorted();
}

function widened(
	index: ChunkIndex,
	search: TextSearch,
	fieldWeights: Float64Array,
	word: QuestionWord,
	isLast: boolean,
): QuestionWord {
	const { lexical } = index;
	const tolerant = search.tolerance > 0 ? lexical.withTypos(word, search.tolerance) : word;
	if (!isLast || !search.completesLastWord) return tolerant;
	const isKnown = tolerant.terms.some(({ term }) => lexical.holding(term, fieldWeights) > 0);
	return isKnown ? tolerant : lexical.asPrefix(tolerant);
}

function weightsOf(index: ChunkIndex, search: TextSearch): Float64Array {
	return Float64Array.from(index.schema.texts, (property, field) => {
		if (!search.properties.includes(property)) return 0;
		const boost = search.boost[property] ?? 1;
		if (!(boost > 0)) {
			throw new SiteciteError(
				"bad_request",
				`The boost of ${property} is ${boost}; it must be above 0.`,
			);
		}
		return boost * (index.scoring.fieldWeights[field] ?? 1);
	});
}

function everySlot(count: number, mask: Uint8Array | null): Scored[] {
	const all: Scored[] = [];
	for (let slot = 0; slot < count && all.length < MAX_RESULTS; slot++) {
		if (mask === null || mask[slot] !== 0) all.push({ slot, score: 0 });
	}
	return all;
}
