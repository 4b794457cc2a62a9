/** What each character means to the splitting of text into words, from the Unicode properties of the runtime. */

const SEPARATOR = 0;
/** A letter, mark or number outside ASCII digits. */
export const LETTER = 1;
/** An ASCII digit. */
export const DIGIT = 2;
/** A letter of a script that is written without spaces between words. */
export const UNSPACED = 3;
export const APOSTROPHE = 4;
export const FULL_STOP = 5;
export const COMMA = 6;
/** Invisible inside a word: soft hyphen, joiners. */
export const IGNORABLE = 7;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const UNSPACED_CHARACTER =
	/(?=[\p{L}\p{M}\p{N}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const WORD_RUNS = new RegExp(`${WORD_CHARACTER.source}+`, "gu");
const UNSPACED_RUNS = new RegExp(`(?:${UNSPACED_CHARACTER.source})+`, "gu");

const APOSTROPHES = [0x27, 0x2019, 0xff07];
const IGNORABLES = [0xad, 0x200c, 0x200d, 0x2060, 0xfeff];

/** The class of every code unit of the Basic Multilingual Plane; surrogates count as separators. */
const CLASSES = classifyBasicPlane();

/** The class of the character at a position of a text; a position outside the text is a separator. */
export function classAt(text: string, position: number): number {
	const unit = text.charCodeAt(position);
	if (unit >= 0xd800 && unit <= 0xdbff) return classOfAstral(text, position);
	// A position outside the text gives NaN, and so no entry.
	return CLASSES[unit] ?? SEPARATOR;
}

/** How many code units the character at a position takes: 2 for a surrogate pair. */
export function unitsAt(text: string, position: number): number {
	const unit = text.charCodeAt(position);
	return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
}

function classOfAstral(text: string, position: number): number {
	const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
	if (UNSPACED_CHARACTER.test(character)) return UNSPACED;
	return WORD_CHARACTER.test(character) ? LETTER : SEPARATOR;
}

/** One pass of two expressions over all characters: a test per character would take ten times as long. */
function classifyBasicPlane(): Uint8Array {
	const classes = new Uint8Array(0x10000);
	const units = new Uint16Array(0x10000);
	// Surrogates stay 0, which is no word character.
	for (let unit = 0; unit < 0x10000; unit++)
		units[unit] = unit < 0xd800 || unit > 0xdfff ? unit : 0;
	const plane = new TextDecoder("utf-16le").decode(units);
	for (const run of plane.matchAll(WORD_RUNS)) {
		classes.fill(LETTER, run.index, run.index + run[0].length);
	}
	for (const run of plane.matchAll(UNSPACED_RUNS)) {
		classes.fill(UNSPACED, run.index, run.index + run[0].length);
	}
	for (let digit = 0x30; digit <= 0x39; digit++) classes[digit] = DIGIT;
	for (const unit of APOSTROPHES) classes[unit] = APOSTROPHE;
	for (const unit of IGNORABLES) classes[unit] = IGNORABLE;
	classes[0x2e] = FULL_STOP;
	classes[0x2c] = COMMA;
	return classes;
}
