/** Makes a passage, with its complete citation, out of a ranked candidate. */

import type { Citation } from "../domain/citation.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { Passage } from "../domain/passage.ts";
import type { TextRange } from "../domain/text-range.ts";
import { type RankedCandidate, worthOf } from "./fuse.ts";
import { deepLink } from "./text-fragment.ts";

/** Characters of canonical text kept on each side of a quote, as W3C's own examples do. */
export const CONTEXT_LENGTH = 32;

/** `rank` counts from 1 and is the citation's number as well. */
export function citePassage(
	ranked: RankedCandidate,
	rank: number,
	highlights: readonly TextRange[],
): Passage {
	const { chunk, scores } = ranked.candidate;
	return {
		rank,
		score: ranked.score,
		scores,
		worth: worthOf(ranked),
		text: chunk.text,
		highlights,
		sentences: chunk.sentences.map(({ start, end }) => ({
			start: start - chunk.start,
			end: end - chunk.start,
		})),
		citation: cite(chunk, rank),
	};
}

function cite(chunk: IndexedChunk, number: number): Citation {
	const { id, title, url, authors, published, lang, path } = chunk.article;
	return {
		number,
		article: { id, title, url, authors, published, lang },
		section: chunk.headings,
		selectors: [
			{
				type: "TextQuoteSelector",
				exact: chunk.text,
				prefix: chunk.prefix,
				suffix: chunk.suffix,
			},
			{ type: "TextPositionSelector", start: chunk.start, end: chunk.end },
		],
		source: { path, start: chunk.source.start, end: chunk.source.end },
		deepLink: deepLink(url, chunk.fragment),
	};
}

/**
 * The text around a range, for a TextQuoteSelector: up to `CONTEXT_LENGTH` code units on each side,
 * shortened rather than cutting a character in two.
 */
export function contextOf(text: string, range: TextRange): { prefix: string; suffix: string } {
	let from = Math.max(0, range.start - CONTEXT_LENGTH);
	let to = Math.min(text.length, range.end + CONTEXT_LENGTH);
	if (isLowSurrogate(text.charCodeAt(from)) && from > 0) from += 1;
	if (to < text.length && isLowSurrogate(text.charCodeAt(to))) to -= 1;
	return { prefix: text.slice(from, range.start), suffix: text.slice(range.end, to) };
}

function isLowSurrogate(unit: number): boolean {
	return unit >= 0xdc00 && unit <= 0xdfff;
}
