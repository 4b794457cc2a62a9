/** Word match: how the words of a question stand in a text. */

import type { InverseDocumentFrequency, Token } from "./analysis.ts";

/** The words a question asks with. */
export interface QuestionWords {
	/** Terms in the order of the question, stop words left out unless there is nothing else, each once. */
	readonly terms: readonly string[];
	/** Place of each term in `terms`. */
	readonly places: ReadonlyMap<string, number>;
	/** Share of each term in the rarity of all, summing to 1. */
	readonly weights: readonly number[];
	/** False where the question has nothing but stop words, or no word at all. */
	readonly hasContent: boolean;
}

export interface WordMatch {
	/** Share of the question's words the text has, each weighed by its rarity, 0 to 1. */
	readonly coverage: number;
	/** The same for the best run of `WINDOW_TOKENS` tokens. */
	readonly window: number;
	/** Share of the question's neighbouring words that stand in the same order, close together, 0 to 1. */
	readonly pairs: number;
	/** Which of the question's words the text has. */
	readonly found: ReadonlySet<number>;
}

/** About a sentence: words that belong together stand no further apart. */
const WINDOW_TOKENS = 24;

/** Two words are close with up to two others between them. */
const CLOSE_TOKENS = 3;

/**
 * Added to every word's idf, so that in an index of a few chunks, where idf tells little, the words
 * that stand nowhere do not count for everything.
 */
const BASE_RARITY = 1;

export function questionWordsOf(
	tokens: readonly Token[],
	idf: InverseDocumentFrequency,
): QuestionWords {
	const words = tokens.filter(({ isStopWord }) => !isStopWord);
	const terms = [...new Set((words.length > 0 ? words : tokens).map(({ term }) => term))];
	const rarities = terms.map((term) => idf(term) + BASE_RARITY);
	const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
	return {
		terms,
		hasContent: words.length > 0,
		places: new Map(terms.map((term, place) => [term, place])),
		weights: rarities.map((rarity) => (total > 0 ? rarity / total : 1 / terms.length)),
	};
}

/** @param tokens of the text, in order */
export function matchWords(
	{ places, weights }: QuestionWords,
	tokens: readonly Token[],
): WordMatch {
	const hits: { place: number; position: number }[] = [];
	for (const [position, { term }] of tokens.entries()) {
		const place = places.get(term);
		if (place !== undefined) hits.push({ place, position });
	}
	const found = new Set(hits.map(({ place }) => place));
	return {
		coverage: weightOf(found, weights),
		window: bestWindow(hits, weights),
		pairs: closePairs(hits, weights),
		found,
	};
}

/** What some of the question's words are worth, 0 to 1. */
export function weightOf(found: Iterable<number>, weights: readonly number[]): number {
	let sum = 0;
	for (const place of found) sum += weights[place] ?? 0;
	return Math.min(1, sum);
}

interface Hit {
	readonly place: number;
	readonly position: number;
}

function bestWindow(hits: readonly Hit[], weights: readonly number[]): number {
	const counts = new Uint32Array(weights.length);
	let first = 0;
	let sum = 0;
	let best = 0;
	for (const { place, position } of hits) {
		if (counts[place] === 0) sum += weights[place] ?? 0;
		counts[place] = (counts[place] ?? 0) + 1;
		for (
			let old = hits[first];
			old && position - old.position >= WINDOW_TOKENS;
			old = hits[++first]
		) {
			const left = (counts[old.place] ?? 0) - 1;
			counts[old.place] = left;
			if (left === 0) sum -= weights[old.place] ?? 0;
		}
		best = Math.max(best, sum);
	}
	return Math.min(1, best);
}

function closePairs(hits: readonly Hit[], weights: readonly number[]): number {
	if (weights.length < 2) return 0;
	const paired = new Set<number>();
	for (const [index, { place, position }] of hits.entries()) {
		for (let next = index + 1; next < hits.length; next++) {
			const other = hits[next];
			if (other === undefined || other.position - position > CLOSE_TOKENS) break;
			if (other.place === place + 1) paired.add(place);
		}
	}
	let sum = 0;
	let total = 0;
	for (let place = 0; place + 1 < weights.length; place++) {
		const weight = (weights[place] ?? 0) + (weights[place + 1] ?? 0);
		total += weight;
		if (paired.has(place)) sum += weight;
	}
	return total > 0 ? sum / total : 0;
}

/** Stands for the words no index has: no analyzer makes this term. */
const NOWHERE = "\u0000";

/** Share of the question's words, by rarity, that stand nowhere in the index. */
export function unknownShare(
	{ terms, weights }: QuestionWords,
	idf: InverseDocumentFrequency,
): number {
	return terms.reduce(
		(sum, term, place) => (isUnknown(term, idf) ? sum + (weights[place] ?? 0) : sum),
		0,
	);
}

/** Whether a term stands nowhere in the index. */
export function isUnknown(term: string, idf: InverseDocumentFrequency): boolean {
	return idf(term) >= idf(NOWHERE);
}

/** Share of the rarest of the question's words that a text lacks; 0 where it has them all. */
export function rarestMissing(words: QuestionWords, tokens: readonly Token[]): number {
	const { found } = matchWords(words, tokens);
	return words.weights.reduce(
		(rarest, weight, place) => (found.has(place) ? rarest : Math.max(rarest, weight)),
		0,
	);
}
