/** Takes a word that no text has for a typing error, and finds what was probably meant. */

import type { Vocabulary } from "./lexical-index.ts";
import { visitNear } from "./near-words.ts";

/**
 * Letters from which on one, and two, typing errors are forgiven: a shorter word has too many neighbours. As
 * Algolia has them by default.
 */
const ONE_ERROR_LENGTH = 4;
const TWO_ERRORS_LENGTH = 8;

/** So many equally near words are compared by how common they are. */
const MAX_EQUALS = 64;

/** What a word is replaced by. */
export interface Correction {
	/** The word, or the beginning of words, to look for. */
	readonly start: string;
	/** A whole word to name it by: the commonest that is looked for. */
	readonly word: string;
}

interface Near {
	readonly vocabulary: Vocabulary;
	readonly place: number;
	readonly length: number;
}

/**
 * The nearest word of the vocabularies: of the fewest errors, then with the same first letter (it is seldom
 * mistyped), then of the nearest length, then the commonest. Null where none is near, and for words with digits: a
 * number one off is another number.
 *
 * @param word as `TextAnalyzer.wordOf` gives it.
 * @param isBeginning whether words may go on behind it.
 */
export function correctWord(
	word: string,
	isBeginning: boolean,
	vocabularies: readonly Vocabulary[],
): Correction | null {
	if (word.length < ONE_ERROR_LENGTH || /\p{N}/u.test(word)) return null;
	const limit = word.length < TWO_ERRORS_LENGTH ? 1 : 2;
	let best = Number.POSITIVE_INFINITY;
	let nearest: Near[] = [];
	for (const vocabulary of vocabularies) {
		const { words } = vocabulary;
		const flat = words.flat;
		const options = { limit, beginnings: isBeginning };
		visitNear(flat, word, options, (place, length, errors) => {
			const isOtherStart = flat.units[flat.starts[place] as number] !== word.charCodeAt(0);
			const distance = errors * 1000 + (isOtherStart ? 100 : 0) + Math.abs(length - word.length);
			if (distance > best) return;
			if (distance < best) nearest = [];
			best = distance;
			if (nearest.length < MAX_EQUALS) nearest.push({ vocabulary, place, length });
		});
	}
	return commonest(nearest.map((near) => corrected(near, isBeginning)));
}

interface CommonCorrection extends Correction {
	/** How many slots hold it, those that hold it in two spellings counted twice. */
	readonly holding: number;
}

function corrected({ vocabulary, place, length }: Near, isBeginning: boolean): CommonCorrection {
	const { words, postings } = vocabulary;
	const start = words.wordAt(place).slice(0, length);
	const span = isBeginning ? words.startingWith(start) : { first: place, end: place + 1 };
	let holding = 0;
	let most = 0;
	let common = place;
	for (let at = span.first; at < span.end; at++) {
		const count = postings.slotCount(words.termAt(at));
		holding += count;
		if (count > most) [most, common] = [count, at];
	}
	return { start, word: words.wordAt(common), holding };
}

function commonest(corrections: readonly CommonCorrection[]): Correction | null {
	let best: CommonCorrection | null = null;
	for (const one of corrections) if (one.holding > (best?.holding ?? 0)) best = one;
	return best;
}
