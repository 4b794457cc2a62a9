/** Splits running text into sentences, in time proportional to its length. */

import { type TextRange, trimRange } from "../domain/text-range.ts";
import { rulesOf } from "./language-rules.ts";
import { endsSentence } from "./sentence-end.ts";

/**
 * The sentences of a text: ranges without white space at their ends, in order, that hold every
 * non-white character. A line break is white space like any other; a blank line ends a sentence.
 *
 * Candidates are the characters Unicode calls Sentence_Terminal (UAX 29) and the ellipsis. These are
 * more than `Intl.Segmenter` finds ("He left… Then", "born. 1990 was") and come in linear time, where
 * V8's segmenter needs time in the square of a text's length: 12 s for 0.9 MB, 30 MB/s on short texts.
 *
 * @param lang BCP 47; null reads the text by English abbreviations.
 */
export function splitSentences(text: string, lang: string | null): TextRange[] {
	const rules = rulesOf(lang);
	const sentences: TextRange[] = [];
	let sentenceStart = skipWhiteSpace(text, 0);
	const finish = (end: number): void => {
		// A blank line among white space that was skipped already.
		if (end <= sentenceStart) return;
		const sentence = trimRange(text, { start: sentenceStart, end });
		sentences.push(sentence);
		sentenceStart = skipWhiteSpace(text, end);
	};
	BREAK.lastIndex = 0;
	for (let match = BREAK.exec(text); match !== null; match = BREAK.exec(text)) {
		if (/^[\n\u2029]/.test(match[0])) {
			finish(match.index);
			continue;
		}
		const start = match.index;
		const end = BREAK.lastIndex;
		const closed = skipClosing(text, end);
		BREAK.lastIndex = closed;
		if (endsSentence(text, { sentenceStart, start, end, closed }, rules)) finish(closed);
	}
	finish(text.length);
	return sentences;
}

const BREAK = /[\p{Sentence_Terminal}…]+|\n[^\S\n]*\n|\u2029/gu;

/**
 * Quotes and brackets that close right behind the stop (“ and « too, which German and Danish close
 * with), French ones behind a space, and the marks of notes: [3], ², *.
 */
const CLOSING =
	/(?:["'”’»›)\]}」』】）］｝〉》〕〗〙〛｣“‘«‹*†‡¹²³⁰⁴-⁹]|\[(?:\p{Nd}{1,3}|[a-z])\]|[ \u00a0\u202f]»(?=[\s.,;:!?)\]]|$))+/uy;
/** Quotes that open as well as close: they close where nothing begins behind them. */
const TRAILING_OPENERS = /["'“‘«‹]+$/;

function skipClosing(text: string, position: number): number {
	CLOSING.lastIndex = position;
	if (!CLOSING.test(text)) return position;
	const closed = CLOSING.lastIndex;
	if (closed >= text.length || !/[\p{L}\p{Nd}]/u.test(text.charAt(closed))) return closed;
	const run = text.slice(Math.max(position, closed - 8), closed);
	return closed - (TRAILING_OPENERS.exec(run)?.[0].length ?? 0);
}

function skipWhiteSpace(text: string, position: number): number {
	let next = position;
	while (next < text.length && /\s/.test(text.charAt(next))) next++;
	return next;
}
