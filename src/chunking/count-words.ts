/** Counts words in any script by one pass over the characters, the same on every machine. */

/**
 * Words of a range of a text, not always a whole number. A run without white space is one word, and
 * one more for every further 32 characters, so that no "word" is boundless; where a run has no letter
 * or digit each of its characters is 1/32. Scripts
 * without spaces are counted by character: about two to a word in Chinese and Japanese, about four in
 * Thai, Lao, Khmer and Burmese (what `Intl.Segmenter` makes of news in them, without its cost and
 * without its dependence on a dictionary that changes with the version of Node.js).
 */
export function countWords(text: string, start: number, end: number): number {
	const counter = new WordCounter();
	for (let position = start; position < end; position++) counter.add(text.charCodeAt(position));
	return counter.words;
}

/** UTF-16 units of a run that count as one word; the longest words of ordinary prose are shorter. */
const LONGEST_WORD = 32;

/** Counts as `countWords` does, character by character. */
export class WordCounter {
	#finished = 0;
	#runLength = 0;
	#runHasLetter = false;

	add(unit: number): void {
		const kind = unit < KINDS.length ? (KINDS[unit] ?? LETTER) : kindOf(unit);
		if (kind === LETTER || kind === MARK) {
			this.#runLength++;
			if (kind === LETTER) this.#runHasLetter = true;
			return;
		}
		this.#finished = this.words;
		this.#runLength = 0;
		this.#runHasLetter = false;
		if (kind === IDEOGRAPH) this.#finished += 1 / 2;
		else if (kind === SYLLABLE) this.#finished += 1 / 4;
	}

	get words(): number {
		const runs = this.#runLength / LONGEST_WORD;
		return this.#finished + (this.#runHasLetter ? Math.ceil(runs) : runs);
	}
}

const WHITE_SPACE = 0;
const LETTER = 1;
const MARK = 2;
const IDEOGRAPH = 3;
const SYLLABLE = 4;

const KINDS = Uint8Array.from({ length: 0x300 }, (_, unit) => {
	const character = String.fromCharCode(unit);
	if (/\s/.test(character)) return WHITE_SPACE;
	return /[\p{L}\p{Nd}]/u.test(character) ? LETTER : MARK;
});

function kindOf(unit: number): number {
	if (unit < 0x0e00) return LETTER;
	if (unit < 0x1100) return isBetween(unit, 0x10a0, 0x10ff) ? LETTER : SYLLABLE;
	if (unit < 0x2000) {
		if (isBetween(unit, 0x1780, 0x17ff)) return SYLLABLE;
		return unit === 0x1680 ? WHITE_SPACE : LETTER;
	}
	if (unit < 0x2c00) return kindOfSymbol(unit);
	if (unit < 0x2e00) return LETTER;
	if (unit < 0x2e80) return MARK;
	if (unit === 0x3000) return WHITE_SPACE;
	if (isBetween(unit, 0x3001, 0x303f)) return MARK;
	if (unit < 0xa000 || isBetween(unit, 0xf900, 0xfaff)) return IDEOGRAPH;
	// Ideographs beyond the basic plane: the first half counts, the second hardly.
	if (isBetween(unit, 0xd840, 0xd87f)) return IDEOGRAPH;
	if (isBetween(unit, 0xdc00, 0xdfff)) return MARK;
	if (isBetween(unit, 0xff66, 0xff9f)) return IDEOGRAPH;
	if (isBetween(unit, 0xff01, 0xff65))
		return /[\p{L}\p{Nd}]/u.test(String.fromCharCode(unit)) ? LETTER : MARK;
	return unit === 0xfeff ? WHITE_SPACE : LETTER;
}

function kindOfSymbol(unit: number): number {
	const isSpace =
		unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f;
	return isSpace ? WHITE_SPACE : MARK;
}

function isBetween(unit: number, first: number, last: number): boolean {
	return unit >= first && unit <= last;
}
