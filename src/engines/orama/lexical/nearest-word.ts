/** Finds the word that a misspelt one was probably meant to be: one typing error away, of a term the index has. */

import type { LexicalIndex } from "./lexical-index.ts";
import type { TextAnalyzer } from "./text-analyzer.ts";

/** A word of fewer letters has too many neighbours. */
const MIN_LENGTH = 5;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * The spelling one typing error from `word` whose term most slots hold; two letters changed over go before a
 * letter too many, too few or wrong, as they are no accident. Null where there is none.
 *
 * Spellings are compared, not terms: stemming may hide an error ("strated") or make one of an ending. All
 * spellings at distance one are tried (P. Norvig, "How to Write a Spelling Corrector", 2007): some 400 look-ups,
 * whatever the size of the index.
 *
 * @param word letters alone
 */
export function nearestWord(
	word: string,
	index: LexicalIndex,
	analyzer: TextAnalyzer,
): string | null {
	const typed = word.toLowerCase();
	if (typed.length < MIN_LENGTH) return null;
	return commonest(swaps(typed), index, analyzer) ?? commonest(others(typed), index, analyzer);
}

function commonest(
	spellings: Iterable<string>,
	index: LexicalIndex,
	analyzer: TextAnalyzer,
): string | null {
	let best: string | null = null;
	let most = 0;
	for (const spelling of spellings) {
		const holding = index.holding(analyzer.termOf(spelling));
		if (holding > most || (holding === most && best !== null && spelling < best)) {
			[best, most] = [spelling, holding];
		}
	}
	return best;
}

function* swaps(word: string): Generator<string> {
	for (let i = 0; i + 1 < word.length; i++) {
		if (word[i] === word[i + 1]) continue;
		yield `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`;
	}
}

function* others(word: string): Generator<string> {
	for (let i = 0; i <= word.length; i++) {
		const before = word.slice(0, i);
		if (i < word.length) yield before + word.slice(i + 1);
		for (const letter of LETTERS) {
			yield before + letter + word.slice(i);
			if (i < word.length && letter !== word[i]) yield before + letter + word.slice(i + 1);
		}
	}
}
