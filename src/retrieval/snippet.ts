/** Snippets: the few words of a passage that show best why it was found. */

import type { Token } from "../domain/analysis.ts";
import { containsRange, type TextRange, trimRange } from "../domain/text-range.ts";
import { highlight } from "./highlight.ts";

/** Two lines in a list of results, as search engines show them. */
const LENGTH = 160;

/** Whole sentences may be a little longer. */
const SENTENCES_LENGTH = 180;

const CUT = "…";

export interface Snippet {
	/** On one line; begins or ends with "…" where a sentence is cut. */
	readonly text: string;
	readonly highlights: readonly TextRange[];
}

interface Text {
	readonly text: string;
	readonly sentences: readonly TextRange[];
}

/**
 * About 160 characters around the place with the most different words of the search: whole sentences where they
 * fit, else cut between words. Where no word stands in the text (but in its title, say), its beginning.
 *
 * @param hits tokens of the text that have one of the terms, in order
 * @param terms what was looked for, each with the place of its word in the search
 */
export function snippetOf(
	passage: Text,
	hits: readonly Token[],
	terms: ReadonlyMap<string, number>,
): Snippet {
	// A "word" as long as a snippet is none.
	const words = hits.filter(({ start, end }) => end - start < LENGTH);
	const core = densest(words, terms);
	const around = sentencesAround(passage, core);
	const range =
		around.end - around.start <= SENTENCES_LENGTH
			? withNeighbours(passage, around)
			: cut(passage.text, around, core);
	return render(passage, range, words, terms);
}

/** The range of the most different words that one snippet can show, the first of equals. */
function densest(hits: readonly Token[], terms: ReadonlyMap<string, number>): TextRange {
	const counts = new Map<number, number>();
	let best = { start: 0, end: 0, words: 0, hits: 0 };
	let first = 0;
	for (const [last, hit] of hits.entries()) {
		const word = terms.get(hit.term) ?? 0;
		counts.set(word, (counts.get(word) ?? 0) + 1);
		for (let old = hits[first]; old && hit.end - old.start > LENGTH; old = hits[++first]) {
			const place = terms.get(old.term) ?? 0;
			const left = (counts.get(place) ?? 1) - 1;
			if (left === 0) counts.delete(place);
			else counts.set(place, left);
		}
		const count = last - first + 1;
		if (counts.size < best.words || (counts.size === best.words && count <= best.hits)) continue;
		best = { start: hits[first]?.start ?? 0, end: hit.end, words: counts.size, hits: count };
	}
	return { start: best.start, end: best.end };
}

/** The sentences that the core touches; the whole text where it is in none. */
function sentencesAround({ text, sentences }: Text, core: TextRange): TextRange {
	const touched = sentences.filter(
		({ start, end }) => start < Math.max(core.end, core.start + 1) && end > core.start,
	);
	const [first, last] = [touched[0], touched.at(-1)];
	if (first === undefined || last === undefined) return { start: 0, end: text.length };
	return {
		start: Math.min(first.start, core.start),
		end: Math.max(last.end, core.end),
	};
}

/** More whole sentences, those behind first, as long as they fit. */
function withNeighbours({ sentences }: Text, around: TextRange): TextRange {
	let { start, end } = around;
	for (const sentence of sentences) {
		if (sentence.start < end) continue;
		if (sentence.end - start > LENGTH) break;
		end = sentence.end;
	}
	for (const sentence of sentences.toReversed()) {
		if (sentence.end > start) continue;
		if (end - sentence.start > LENGTH) break;
		start = sentence.start;
	}
	return { start, end };
}

/** As much of the sentences as fits around the core, from their beginning where the core is near it. */
function cut(text: string, around: TextRange, core: TextRange): TextRange {
	const before = Math.floor((LENGTH - (core.end - core.start)) / 3);
	const near = core.end - around.start <= LENGTH ? around.start : core.start - before;
	const start = Math.max(around.start, Math.min(near, around.end - LENGTH));
	const end = Math.min(around.end, start + LENGTH);
	return {
		start: start === around.start ? start : wordStart(text, start, core.start),
		end: end === around.end ? end : wordEnd(text, end, Math.max(core.end, start + 1)),
	};
}

/** The first place from `position` on where a word begins, but not behind `last`. */
function wordStart(text: string, position: number, last: number): number {
	const space = text.slice(position - 1, last).search(/\s/u);
	if (space >= 0) return position + space;
	// Scripts without spaces are cut anywhere, but no character in two.
	return Math.min(last, isInPair(text, position) ? position + 1 : position);
}

/** The last place up to `position` where a word ends, but not before `first`. */
function wordEnd(text: string, position: number, first: number): number {
	for (let end = position; end >= first; end--) {
		if (/\s/u.test(text.charAt(end)) && !/\s/u.test(text.charAt(end - 1))) return end;
	}
	return Math.max(first, isInPair(text, position) ? position - 1 : position);
}

function isInPair(text: string, position: number): boolean {
	const unit = text.charCodeAt(position);
	return unit >= 0xdc00 && unit <= 0xdfff;
}

function render(
	{ text, sentences }: Text,
	range: TextRange,
	hits: readonly Token[],
	terms: ReadonlyMap<string, number>,
): Snippet {
	const { start, end } = trimRange(text, range);
	const isCut = (position: number): boolean =>
		sentences.some((sentence) => sentence.start < position && position < sentence.end);
	const prefix = isCut(start) ? CUT : "";
	const shown = hits.filter((hit) => containsRange({ start, end }, hit));
	const shift = prefix.length - start;
	return {
		// One for one, so that ranges stay right.
		text: `${prefix}${text.slice(start, end).replace(/\s/gu, " ")}${isCut(end) ? CUT : ""}`,
		highlights: highlight(text, shown, terms).map((one) => ({
			start: one.start + shift,
			end: one.end + shift,
		})),
	};
}
