/** As-you-type search: the articles that hold the words typed so far, best first. */

import type { Respelling } from "../../domain/interpretation.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import { correctWord } from "./lexical/correct-word.ts";
import type { Vocabulary } from "./lexical/lexical-index.ts";
import { prefixTerms } from "./lexical/prefix-terms.ts";
import { type SearchWord, searchWords } from "./lexical/search-words.ts";

export interface ArticleSearch {
	readonly text: string;
	/** A tag or a language name, or null where the language of the search is unknown. */
	readonly language: string | null;
	/** One byte per slot, 0 to leave it out; null for all. */
	readonly mask: Uint8Array | null;
	/** How many of the best articles are wanted. */
	readonly wanted: number;
}

export interface FoundArticles {
	/** The best slot of each of the wanted articles, in order. */
	readonly best: Uint32Array;
	/** The best slot of every article that holds a word, in order of article. */
	readonly all: Uint32Array;
	readonly corrected: readonly Respelling[];
	/** The text of the search with the corrected words. */
	readonly text: string;
	/** The terms that were looked for, each with the place of its word among those of the search. */
	readonly terms: ReadonlyMap<string, number>;
}

/** Each unknown word is held against all of the index: a search of nothing else is none. */
const MAX_CORRECTED = 4;

/** The terms one word stands for, in one part of the index. */
interface PartTerms {
	readonly vocabulary: Vocabulary;
	/** The word itself, as the languages of the index stem it. */
	readonly whole: readonly number[];
	/** Words it begins. */
	readonly longer: readonly number[];
}

/**
 * Articles that hold all words come before those that hold some, each kind by the BM25 of its best chunk. The words
 * that a beginning stands for count as one word: their frequencies are added up, and the chunks that hold
 * any of them say how rare it is. Whoever typed a whole word, however, gets it by its own rarity, which is
 * larger, so that "art" finds art before articles.
 *
 * A word that stands nowhere, whole or as a beginning, is taken for a typing error.
 */
export function searchArticles(index: ChunkIndex, search: ArticleSearch): FoundArticles {
	const vocabularies = index.lexical.vocabularies;
	const tally = index.tally;
	tally.start(search.mask);
	const corrected: (Respelling & Pick<SearchWord, "places">)[] = [];
	const terms = new Map<string, number>();
	let unknown = 0;
	const words = searchWords(search.text, search.language, index.lexical.analyzers);
	for (const [place, word] of words.entries()) {
		let found = partTerms(vocabularies, word);
		if (found.length === 0 && unknown++ < MAX_CORRECTED) {
			const correction = correctWord(word.word, word.isBeginning, vocabularies);
			if (correction !== null) {
				found = correctedTerms(vocabularies, correction.start, word.isBeginning);
				corrected.push({ from: word.text, to: correction.word, places: word.places });
			}
		}
		for (const { vocabulary, whole, longer } of found) {
			for (const term of [...whole, ...longer]) {
				const text = vocabulary.postings.termAt(term);
				if (!terms.has(text)) terms.set(text, place);
			}
		}
		tally.add(
			found.map(({ vocabulary: { postings }, whole, longer }) => ({ postings, whole, longer })),
		);
	}
	return {
		...tally.ranked(search.wanted),
		corrected: corrected.map(({ from, to }) => ({ from, to })),
		text: mended(search.text, corrected),
		terms,
	};
}

/** The text with each correction wherever its word stands. */
function mended(
	text: string,
	corrected: readonly (Respelling & Pick<SearchWord, "places">)[],
): string {
	const changes = corrected.flatMap(({ to, places }) => places.map((place) => ({ ...place, to })));
	let made = "";
	let position = 0;
	for (const { start, end, to } of changes.sort((a, b) => a.start - b.start)) {
		made += text.slice(position, start) + to;
		position = end;
	}
	return made + text.slice(position);
}

/** The parts of the index that hold the word. */
function partTerms(vocabularies: readonly Vocabulary[], word: SearchWord): PartTerms[] {
	return vocabularies
		.map((vocabulary): PartTerms => {
			const whole = word.terms
				.map((term) => vocabulary.postings.find(term))
				.filter((term) => term >= 0);
			const longer = word.isBeginning
				? [...prefixTerms(vocabulary, word.word)].filter((term) => !whole.includes(term))
				: [];
			return { vocabulary, whole, longer };
		})
		.filter(({ whole, longer }) => whole.length + longer.length > 0);
}

/** A word of the vocabularies, or the beginning of some, in place of one that is not there. */
function correctedTerms(
	vocabularies: readonly Vocabulary[],
	start: string,
	isBeginning: boolean,
): PartTerms[] {
	return vocabularies.map((vocabulary) => {
		const { words } = vocabulary;
		if (isBeginning) {
			return { vocabulary, whole: [], longer: [...prefixTerms(vocabulary, start)] };
		}
		const { first, end } = words.startingWith(start);
		const whole = new Set<number>();
		for (let at = first; at < end && words.wordAt(at) === start; at++) whole.add(words.termAt(at));
		return { vocabulary, whole: [...whole], longer: [] };
	});
}
