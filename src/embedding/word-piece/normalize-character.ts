/** One character as the tokenizer sees it, a rule without context: linear in the text, whatever the text. */

import { isIdeograph, isMark, isPunctuation, isRemoved } from "./character-ranges.ts";

/**
 * BERT's normalisation and word splitting of one character: `""` where it is left out (control
 * characters, combining marks, lone surrogates), a space for white space, lower-case without accents
 * otherwise, between spaces where the character is a word of its own (punctuation, Chinese).
 *
 * The reference normalises whole texts, which orders combining marks by class. The marks that are
 * left out cannot show it; the few spacing marks that have a class stand in no vocabulary, so their
 * words are unknown in any order.
 */
export function normalizeCharacter(codePoint: number): string {
	let normalized = memo[codePoint];
	if (normalized === undefined) {
		normalized = normalize(codePoint);
		if (codePoint < MEMO_SIZE) memo[codePoint] = normalized;
	}
	return normalized;
}

/** Memoises the basic multilingual plane: all of it takes less than 1 MB. */
const MEMO_SIZE = 0x10000;
const memo: (string | undefined)[] = new Array(MEMO_SIZE);

function normalize(codePoint: number): string {
	if (isRemoved(codePoint) || isSurrogate(codePoint)) return "";
	const character = String.fromCodePoint(codePoint);
	if (/\s/u.test(character)) return " ";
	let normalized = "";
	for (const part of character.normalize("NFD")) {
		const partCode = part.codePointAt(0) ?? 0;
		if (isMark(partCode)) continue;
		// Of one character alone, because the reference knows no final sigma.
		const lower = part.toLowerCase();
		normalized += isPunctuation(lower.codePointAt(0) ?? 0) ? ` ${lower} ` : lower;
	}
	return isIdeograph(codePoint) ? ` ${normalized} ` : normalized;
}

function isSurrogate(codePoint: number): boolean {
	return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
