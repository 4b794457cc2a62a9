/** Splits text into words by script, not by language: the ranges that become terms. */

import {
	APOSTROPHE,
	COMMA,
	classAt,
	DIGIT,
	FULL_STOP,
	IGNORABLE,
	LETTER,
	UNSPACED,
	unitsAt,
} from "./character-classes.ts";

/** Called with the half-open range of each word, in order; ranges never overlap. */
export type VisitWord = (start: number, end: number) => void;

/**
 * One locale for articles and questions alike, or the same word would be cut differently in the two;
 * the dictionaries for scripts without spaces do not depend on it.
 */
const WORD_SEGMENTER = new Intl.Segmenter("en", { granularity: "word" });

/**
 * Visits the words of a text: runs of letters, marks and digits of any script.
 *
 * Kept whole: an apostrophe between letters (`O'Brien`, unless `splitAtApostrophes`, as French and
 * Italian elision wants), a decimal or version (`3.14`), thousands (`1,250`), initials (`U.S.`).
 * Split: hyphens, slashes, underscores. Scripts without spaces are split by their dictionary.
 */
export function splitWords(text: string, splitAtApostrophes: boolean, visit: VisitWord): void {
	let position = 0;
	while (position < text.length) {
		const kind = classAt(text, position);
		if (kind === LETTER || kind === DIGIT) {
			const initials = kind === LETTER ? endOfInitials(text, position) : position;
			const end = initials > position ? initials : endOfWord(text, position, splitAtApostrophes);
			visit(position, end);
			position = end;
		} else if (kind === UNSPACED) {
			const end = endOfUnspacedRun(text, position);
			segmentRun(text, position, end, visit);
			position = end;
		} else position += unitsAt(text, position);
	}
}

/** The end of the word at `start`, characters that only join words left out at the end. */
function endOfWord(text: string, start: number, splitAtApostrophes: boolean): number {
	let end = start + unitsAt(text, start);
	let position = end;
	while (position < text.length) {
		const kind = classAt(text, position);
		if (kind === LETTER || kind === DIGIT) {
			position += unitsAt(text, position);
			end = position;
		} else if (kind === IGNORABLE) position++;
		else if (kind === APOSTROPHE && !splitAtApostrophes && isBetweenLetters(text, position))
			position++;
		else if (kind === FULL_STOP && isBetweenDigits(text, position)) position++;
		else if (kind === COMMA && isThousandsSeparator(text, position)) position++;
		else break;
	}
	return end;
}

/** The end of initials such as `U.S.` or `e.g.` at `start`, without the last full stop; `start` where none are. */
function endOfInitials(text: string, start: number): number {
	let letters = 0;
	let position = start;
	let end = start;
	while (classAt(text, position) === LETTER) {
		const next = position + unitsAt(text, position);
		const following = classAt(text, next);
		if (following === LETTER || following === DIGIT || following === APOSTROPHE) break;
		end = next;
		letters++;
		if (following !== FULL_STOP) break;
		position = next + 1;
	}
	return letters > 1 ? end : start;
}

function endOfUnspacedRun(text: string, start: number): number {
	let end = start;
	while (end < text.length) {
		const kind = classAt(text, end);
		if (kind !== UNSPACED && kind !== IGNORABLE) break;
		end += unitsAt(text, end);
	}
	return end;
}

function segmentRun(text: string, start: number, end: number, visit: VisitWord): void {
	for (const part of WORD_SEGMENTER.segment(text.slice(start, end))) {
		if (part.isWordLike) visit(start + part.index, start + part.index + part.segment.length);
	}
}

function isBetweenLetters(text: string, position: number): boolean {
	return classAt(text, position - 1) !== DIGIT && classAt(text, position + 1) === LETTER;
}

function isBetweenDigits(text: string, position: number): boolean {
	return classAt(text, position - 1) === DIGIT && classAt(text, position + 1) === DIGIT;
}

/** Three digits must follow, no more: `1,250` is a number, `1,2` and `12,3456` are lists. */
function isThousandsSeparator(text: string, position: number): boolean {
	return (
		isBetweenDigits(text, position) &&
		classAt(text, position + 2) === DIGIT &&
		classAt(text, position + 3) === DIGIT &&
		classAt(text, position + 4) !== DIGIT
	);
}
