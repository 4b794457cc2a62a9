/** Splits what is too long for a chunk at a clause or a word, never inside what a reader sees as one character. */

import { type TextRange, trimRange } from "../domain/text-range.ts";
import { WordCounter } from "./count-words.ts";

/** Parts of less than this share of the wanted length are not made, however good the place to cut. */
const SHORTEST_PART = 0.5;

/** How good a place is to cut, in shares of the wanted length that a part may be longer or shorter for it. */
const AFTER_SEMICOLON = 0.5;
const AFTER_COMMA = 0.3;
const AFTER_WORD = 0;

/** UTF-16 units looked at behind a place to cut: what decides on a boundary stands close to it. */
const LOOK_AHEAD = 64;

const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });
const graphemeSegmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Parts of about equal length with at most `maxWords` words each, in order, without white space at
 * their ends, that hold every non-white character of the range. Only a single grapheme may be longer.
 * Takes time proportional to the length of the range.
 */
export function splitLongRange(text: string, range: TextRange, maxWords: number): TextRange[] {
	const counter = new WordCounter();
	for (let position = range.start; position < range.end; position++) {
		counter.add(text.charCodeAt(position));
	}
	const aim = counter.words / Math.ceil(counter.words / maxWords);
	const parts: TextRange[] = [];
	let start = range.start;
	while (start < range.end) {
		const end = partEnd(text, { start, end: range.end }, aim, maxWords);
		const part = trimRange(text, { start, end });
		if (part.start < part.end) parts.push(part);
		start = end;
	}
	return parts;
}

/** Where the part that begins the range ends: behind its start, at the range's end if the rest fits. */
function partEnd(text: string, range: TextRange, aim: number, maxWords: number): number {
	const counter = new WordCounter();
	let best = -1;
	let bestValue = Number.NEGATIVE_INFINITY;
	for (let position = range.start; position < range.end; position++) {
		const length = counter.words / aim;
		if (position > range.start && length >= SHORTEST_PART) {
			const value = cutValue(text, position) - Math.abs(length - 1);
			if (value > bestValue) {
				best = position;
				bestValue = value;
			}
		}
		counter.add(text.charCodeAt(position));
		if (counter.words > maxWords) {
			return best > range.start ? best : boundaryBefore(text, range, position);
		}
	}
	return range.end;
}

/** How good it is to cut before the position; minus infinity where a word or a grapheme would be torn. */
function cutValue(text: string, position: number): number {
	const before = text.charAt(position - 1);
	if (/[；：，、]/.test(before)) {
		if (isMark(text, position)) return Number.NEGATIVE_INFINITY;
		return /[；：]/.test(before) ? AFTER_SEMICOLON : AFTER_COMMA;
	}
	if (!isWhite(before) || isWhite(text.charAt(position)) || isMark(text, position)) {
		return Number.NEGATIVE_INFINITY;
	}
	const clauseEnd = text.charAt(position - 2);
	if (/[;:—–·|]/.test(clauseEnd)) return AFTER_SEMICOLON;
	if (/[,)\]]/.test(clauseEnd) || /[—–]/.test(text.charAt(position))) return AFTER_COMMA;
	return AFTER_WORD;
}

/**
 * The last boundary of words, or else of graphemes, at or before `limit`: for scripts without spaces
 * and for endless words. Behind `limit` only where the range's first grapheme is longer.
 */
function boundaryBefore(text: string, range: TextRange, limit: number): number {
	const window = text.slice(range.start, Math.min(range.end, limit + LOOK_AHEAD));
	for (const segmenter of [wordSegmenter, graphemeSegmenter]) {
		const boundary = segmenter.segment(window).containing(limit - range.start)?.index ?? 0;
		if (boundary > 0) return range.start + boundary;
	}
	return firstGraphemeEnd(text, range, window.length);
}

function firstGraphemeEnd(text: string, range: TextRange, windowLength: number): number {
	for (let length = windowLength; ; length *= 2) {
		const window = text.slice(range.start, Math.min(range.end, range.start + length));
		const end = graphemeSegmenter.segment(window).containing(0)?.segment.length ?? window.length;
		if (end < window.length || range.start + window.length >= range.end) return range.start + end;
	}
}

/** Whether the character at the position joins the one before it. */
function isMark(text: string, position: number): boolean {
	return /^(?:\u200d|[\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200c\u0e33\u0eb3])/u.test(
		text.slice(position, position + 2),
	);
}

function isWhite(character: string): boolean {
	return /\s/.test(character);
}
