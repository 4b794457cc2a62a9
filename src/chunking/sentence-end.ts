/** Decides whether a full stop, question mark, exclamation mark or ellipsis ends its sentence. */

import type { LanguageRules } from "./language-rules.ts";

/** A run of stops ("?", "...", "?!") and what closes behind it, as positions in a text. */
export interface Stop {
	/** First character of the sentence so far. */
	readonly sentenceStart: number;
	readonly start: number;
	/** Behind the last stop of the run. */
	readonly end: number;
	/** Behind the quotes, brackets and note marks that follow the run. */
	readonly closed: number;
}

/** The longest word that is looked at in full; longer ones are no abbreviation. */
const LONGEST_WORD = 24;
/** Quotes, brackets, dashes and spaces looked through in search of the next word. */
const LONGEST_OPENING = 8;

/** Stops of the Latin script: inside numbers, names and addresses too, so they need white space behind. */
const SPACED_STOP = /[.!?…‼⁇⁈⁉‽․]/;
/** Grapheme_Extend and its company: what can never begin a sentence of its own. */
const EXTENDER = /^(?:\u200d|[\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200c\u0e33\u0eb3])/u;
/** Particles that go on after a Japanese quotation: 「はい。」と言った。 */
const AFTER_QUOTATION = /^[とってはがをにもでの、，]/;

export function endsSentence(text: string, stop: Stop, rules: LanguageRules): boolean {
	const next = skipWhiteSpace(text, stop.closed);
	if (next >= text.length) return true;
	if (isExtended(text, stop.closed) || isExtended(text, next)) return false;
	const mark = text.charAt(stop.end - 1);
	if (!SPACED_STOP.test(mark)) return endsUnspaced(text, stop);
	if (next === stop.closed) return false;

	const following = followingWord(text, next);
	if (/^[,;:.!?)\]}%]/.test(following)) return false;
	if (isEllipsis(text, stop)) return endsAfterEllipsis(text, stop, following);
	if (mark !== ".") return !startsLower(following) || isUncased(text, stop);
	return endsAfterFullStop(text, stop, following, rules);
}

/** Whether a mark that belongs to the character before stands at the position. */
function isExtended(text: string, position: number): boolean {
	return EXTENDER.test(text.slice(position, position + 2));
}

function endsUnspaced(text: string, stop: Stop): boolean {
	if (stop.closed > stop.end) return !AFTER_QUOTATION.test(text.charAt(stop.closed));
	// A full-width stop between digits is a decimal point.
	const isNumber = /\p{Nd}/u.test(text.charAt(stop.start - 1));
	return !(
		isNumber &&
		/[．｡]/.test(text.charAt(stop.start)) &&
		/\p{Nd}/u.test(text.charAt(stop.end))
	);
}

function isEllipsis(text: string, { start, end }: Stop): boolean {
	const run = text.slice(start, Math.min(end, start + LONGEST_OPENING));
	if (/^[.…]+$/.test(run) && (run.length > 1 || run === "…")) return true;
	// Written with spaces: ". . ."
	return run === "." && isWhiteSpace(text, start - 1);
}

function endsAfterEllipsis(text: string, stop: Stop, following: string): boolean {
	// "[…]" stands for words left out, and a sentence may begin with an ellipsis.
	if (stop.start === stop.sentenceStart || /[[(]/.test(text.charAt(stop.start - 1))) return false;
	return !startsLower(following);
}

function endsAfterFullStop(
	text: string,
	stop: Stop,
	following: string,
	rules: LanguageRules,
): boolean {
	const word = wordBefore(text, stop.start);
	if (isListMarker(text, stop)) return false;
	if (isListed(rules.leading, word) || isSpacedAbbreviation(text, stop, word, rules)) return false;
	const startsNumber = /^[\p{Nd}$€£#№]/u.test(following);
	if (startsLower(following)) {
		const isOrdinary = /^\p{L}{3,}$/u.test(word) && !isAbbreviation(rules, word);
		return isOrdinary && isUncased(text, stop);
	}
	if (isInitial(text, stop, word)) return isInitialAtEnd(text, stop, word, following, rules);
	if (isListed(rules.numbered, word)) return !startsNumber && !/^[IVXLC]+\b/.test(following);
	if (isTimeOfDay(word)) return !startsNumber && !TIME_FOLLOWERS.has(following);
	if (word === "etc") return true;
	if (isDotted(word) || isListed(rules.trailing, word)) return isStarter(rules, following);
	if (/^\p{Nd}{1,2}$/u.test(word)) {
		return !rules.hasOrdinalStops || (!startsNumber && isStarter(rules, following));
	}
	return true;
}

function isAbbreviation(rules: LanguageRules, word: string): boolean {
	return isListed(rules.numbered, word) || isListed(rules.trailing, word) || isDotted(word);
}

/** In the list as written, or capitalised as a first word is, or all in capitals as in a headline. */
function isListed(list: ReadonlySet<string>, word: string): boolean {
	if (word === "") return false;
	if (list.has(word)) return true;
	const first = word.charAt(0);
	const rest = word.slice(1);
	if (first !== first.toLowerCase() && list.has(first.toLowerCase() + rest)) return true;
	return rest !== "" && word === word.toUpperCase() && list.has(first + rest.toLowerCase());
}

/** "1.", "12.", "b." or "iv." at the beginning counts what follows. */
function isListMarker(text: string, { sentenceStart, start }: Stop): boolean {
	if (start - sentenceStart > 5) return false;
	return /^[([]?(?:\p{Nd}{1,3}|\p{L}|[ivxIVX]{1,4})$/u.test(text.slice(sentenceStart, start));
}

/** "z. B.", "d. h.": listed without its space. */
function isSpacedAbbreviation(
	text: string,
	stop: Stop,
	word: string,
	rules: LanguageRules,
): boolean {
	if (word.length !== 1) return false;
	const before = /(?:^|[^\p{L}\p{Nd}])(\p{L})\.\s$/u.exec(
		text.slice(Math.max(0, stop.start - 5), stop.start - 1),
	);
	return before?.[1] !== undefined && isListed(rules.leading, `${before[1]}.${word}`);
}

/** A single letter: the J. of "J. K. Rowling", the B of "plan B". */
function isInitial(text: string, stop: Stop, word: string): boolean {
	if (!/^\p{L}$/u.test(word)) return false;
	return word !== "I" || !/[a-z]\s$/.test(text.slice(Math.max(0, stop.start - 3), stop.start - 1));
}

function isInitialAtEnd(
	text: string,
	stop: Stop,
	word: string,
	following: string,
	rules: LanguageRules,
): boolean {
	if (!isStarter(rules, following)) return false;
	const before = wordBefore(text, stop.start - word.length - 1);
	// After another initial a name is still to come.
	return !/^\p{L}$/u.test(before);
}

/** "U.S", "a.m", "Ph.D": short parts with stops between them. */
function isDotted(word: string): boolean {
	return /^\p{L}{1,2}(?:\.-?\p{L}{1,2})+$/u.test(word);
}

function isTimeOfDay(word: string): boolean {
	return /^[ap]\.m$/i.test(word);
}

const TIME_FOLLOWERS: ReadonlySet<string> = new Set(
	(
		"EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST IST JST AEST AEDT " +
		"Eastern Central Mountain Pacific Monday Tuesday Wednesday Thursday Friday Saturday Sunday " +
		"January February March April May June July August September October November December"
	).split(" "),
);

function isStarter(rules: LanguageRules, following: string): boolean {
	return rules.starters.has(following.toLowerCase().replaceAll("’", "'"));
}

/** iPhone and eBay are capitalised in their way. */
function startsLower(word: string): boolean {
	return /^\p{Ll}/u.test(word) && !/^\p{Ll}\p{Lu}/u.test(word);
}

/** Whether the sentence itself began in lower case, as in texts written without any capitals. */
function isUncased(text: string, { sentenceStart }: Stop): boolean {
	return startsLower(followingWord(text, sentenceStart));
}

/** Letters, digits and inner stops that end at the position. */
function wordBefore(text: string, end: number): string {
	const window = text.slice(Math.max(0, end - LONGEST_WORD), end);
	return /(?:[\p{L}\p{M}\p{Nd}ªº]|(?<=[\p{L}.])[.’'-])+$/u.exec(window)?.[0] ?? "";
}

/** The word at the position, quotes, brackets and dashes before it left out; else the character there. */
function followingWord(text: string, position: number): string {
	let start = position;
	const limit = Math.min(text.length, position + LONGEST_OPENING);
	while (start < limit && /[\s"'“”‘’„‚«»‹›([{¿¡—–\-•·*…]/.test(text.charAt(start))) start++;
	if (text.startsWith("..", start))
		start += /^\.+/.exec(text.slice(start, start + 4))?.[0].length ?? 0;
	const window = text.slice(start, start + LONGEST_WORD);
	return /^[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*(?!\.\p{L})/u.exec(window)?.[0] ?? window.slice(0, 2);
}

function skipWhiteSpace(text: string, position: number): number {
	let next = position;
	while (next < text.length && isWhiteSpace(text, next)) next++;
	return next;
}

function isWhiteSpace(text: string, position: number): boolean {
	return /\s/.test(text.charAt(position));
}
