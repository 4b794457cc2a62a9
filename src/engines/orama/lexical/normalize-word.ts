/** Makes spellings of one word equal: case, compatibility forms, accents, apostrophes, dots of initials. */

/**
 * Longer words are cut here: nobody asks for a word of 65 characters, and a hostile one of a
 * megabyte must not become a term of a megabyte.
 */
const MAX_WORD_LENGTH = 64;

const PLAIN_ASCII = /^[A-Za-z0-9]*$/;
const APOSTROPHE = /['’＇]/;
const POSSESSIVE = /s$/;
const INVISIBLE = /\u00ad|\u200c|\u200d|\u2060|\ufeff/g;
const STOP_IN_INITIALS = /\.(?!\d)/g;
const OPTIONAL_MARKS =
	/[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670\u0640]/g;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Letters whose plain spelling Unicode does not derive by decomposition. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
	["ß", "ss"],
	["æ", "ae"],
	["œ", "oe"],
	["ø", "o"],
	["đ", "d"],
	["ð", "d"],
	["þ", "th"],
	["ł", "l"],
	["ħ", "h"],
	["ı", "i"],
]);
const PLAIN_LETTER = new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "g");

/** Lower case, with accents: what a stemmer expects. Empty for a word of invisible characters alone. */
export function normalizeWord(raw: string): string {
	if (raw.length > MAX_WORD_LENGTH) return normalizeWord(cutWord(raw));
	if (PLAIN_ASCII.test(raw)) return raw.toLowerCase();
	const word = raw.normalize("NFKC").toLowerCase().replace(INVISIBLE, "");
	return withoutApostrophes(word).replace(STOP_IN_INITIALS, "").replaceAll(",", "");
}

/**
 * The word without accents and other marks that readers leave out when they type: Latin, Greek and
 * Cyrillic diacritics, Hebrew points, Arabic vowel signs. Marks that spell vowels (Indic, Thai) stay.
 */
export function foldAccents(word: string): string {
	if (!BEYOND_ASCII.test(word)) return word;
	return word
		.normalize("NFD")
		.replace(OPTIONAL_MARKS, "")
		.normalize("NFC")
		.replace(PLAIN_LETTER, (letter) => PLAIN_LETTERS.get(letter) ?? letter);
}

/** `Ukraine's` becomes `ukraine`, `o'brien` `obrien`. */
function withoutApostrophes(word: string): string {
	if (!APOSTROPHE.test(word)) return word;
	const parts = word.split(APOSTROPHE);
	const last = parts.at(-1) ?? "";
	if (parts.length > 1 && last.length === 1 && POSSESSIVE.test(last)) parts.pop();
	return parts.join("");
}

/** Never ends inside a surrogate pair. */
function cutWord(raw: string): string {
	const last = raw.charCodeAt(MAX_WORD_LENGTH - 1);
	const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
	return raw.slice(0, isHighSurrogate ? MAX_WORD_LENGTH - 1 : MAX_WORD_LENGTH);
}
