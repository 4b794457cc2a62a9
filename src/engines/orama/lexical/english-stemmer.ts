/** Porter's stemmer: English words of one family get one stem (`connected`, `connection` → `connect`). */

const STEP_2: readonly (readonly [string, string])[] = [
	["ational", "ate"],
	["tional", "tion"],
	["enci", "ence"],
	["anci", "ance"],
	["izer", "ize"],
	["bli", "ble"],
	["alli", "al"],
	["entli", "ent"],
	["eli", "e"],
	["ousli", "ous"],
	["ization", "ize"],
	["ation", "ate"],
	["ator", "ate"],
	["alism", "al"],
	["iveness", "ive"],
	["fulness", "ful"],
	["ousness", "ous"],
	["aliti", "al"],
	["iviti", "ive"],
	["biliti", "ble"],
	["logi", "log"],
];

const STEP_3: readonly (readonly [string, string])[] = [
	["icate", "ic"],
	["ative", ""],
	["alize", "al"],
	["iciti", "ic"],
	["ical", "ic"],
	["ful", ""],
	["ness", ""],
];

/** Longer suffixes before the shorter ones that they end in. */
const STEP_4 = [
	...["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous"],
	...["ive", "ize", "ion", "al", "er", "ic", "ou"],
];

/**
 * The stem of a lower-case word without accents; words of one or two letters stay as they are.
 *
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with the author's later
 * changes to step 2 (`bli`, `logi`). The stemmer of `@orama/stemmers` is not used for English: it
 * drops the t of `-tion`, so that `adoption` no longer meets `adopt`.
 */
export function stemEnglish(word: string): string {
	if (word.length < 3) return word;
	let stem = stripPlural(word);
	stem = stripPast(stem);
	if (stem.endsWith("y") && hasVowel(stem, stem.length - 1)) stem = `${stem.slice(0, -1)}i`;
	stem = replaceSuffix(stem, STEP_2);
	stem = replaceSuffix(stem, STEP_3);
	stem = stripSuffix(stem);
	return tidyEnd(stem);
}

function stripPlural(word: string): string {
	if (!word.endsWith("s")) return word;
	if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
	return word.endsWith("ss") ? word : word.slice(0, -1);
}

function stripPast(word: string): string {
	if (word.endsWith("eed")) return measure(word, word.length - 3) > 0 ? word.slice(0, -1) : word;
	const suffix = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
	if (suffix === 0 || !hasVowel(word, word.length - suffix)) return word;
	const stem = word.slice(0, -suffix);
	if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) return `${stem}e`;
	if (endsInDoubleConsonant(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
	return measure(stem, stem.length) === 1 && endsInShortSyllable(stem, stem.length)
		? `${stem}e`
		: stem;
}

function replaceSuffix(word: string, rules: readonly (readonly [string, string])[]): string {
	for (const [suffix, replacement] of rules) {
		if (!word.endsWith(suffix)) continue;
		const length = word.length - suffix.length;
		return measure(word, length) > 0 ? word.slice(0, length) + replacement : word;
	}
	return word;
}

function stripSuffix(word: string): string {
	for (const suffix of STEP_4) {
		if (!word.endsWith(suffix)) continue;
		const length = word.length - suffix.length;
		const mayEnd = suffix !== "ion" || /[st]$/.test(word.slice(0, length));
		return mayEnd && measure(word, length) > 1 ? word.slice(0, length) : word;
	}
	return word;
}

function tidyEnd(word: string): string {
	let stem = word;
	if (stem.endsWith("e")) {
		const length = stem.length - 1;
		const syllables = measure(stem, length);
		if (syllables > 1 || (syllables === 1 && !endsInShortSyllable(stem, length)))
			stem = stem.slice(0, -1);
	}
	return stem.endsWith("ll") && measure(stem, stem.length) > 1 ? stem.slice(0, -1) : stem;
}

/** Porter's m: how many times a vowel is followed by a consonant in the first `length` letters. */
function measure(word: string, length: number): number {
	let count = 0;
	for (let position = 1; position < length; position++) {
		if (isConsonant(word, position) && !isConsonant(word, position - 1)) count++;
	}
	return count;
}

function hasVowel(word: string, length: number): boolean {
	for (let position = 0; position < length; position++) {
		if (!isConsonant(word, position)) return true;
	}
	return false;
}

function endsInDoubleConsonant(word: string): boolean {
	const last = word.length - 1;
	return last > 0 && word[last] === word[last - 1] && isConsonant(word, last);
}

/** Consonant, vowel, consonant other than w, x, y: `hop`, not `how`. */
function endsInShortSyllable(word: string, length: number): boolean {
	if (length < 3 || "wxy".includes(word.charAt(length - 1))) return false;
	return (
		isConsonant(word, length - 1) && !isConsonant(word, length - 2) && isConsonant(word, length - 3)
	);
}

/** A y is a consonant at the start and after a vowel. */
function isConsonant(word: string, position: number): boolean {
	let letter = word.charAt(position);
	let isInverted = false;
	let at = position;
	while (letter === "y" && at > 0) {
		isInverted = !isInverted;
		at--;
		letter = word.charAt(at);
	}
	return !"aeiou".includes(letter) !== isInverted;
}
