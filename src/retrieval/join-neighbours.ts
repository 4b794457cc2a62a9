/** Joins passages that stand side by side in an article to one that a reader reads through. */

import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { Passage } from "../domain/passage.ts";
import type { TextRange } from "../domain/text-range.ts";

/**
 * What stands between a chunk and the one right behind it under the same headings: white space. Null for chunks that
 * do not stand so, or where what was kept around them does not tell.
 */
export function gapBetween(
	before: Pick<IndexedChunk, "articleId" | "ordinal" | "headings" | "end">,
	after: Pick<IndexedChunk, "articleId" | "ordinal" | "headings" | "start" | "prefix">,
): string | null {
	if (before.articleId !== after.articleId || before.ordinal + 1 !== after.ordinal) return null;
	if (before.headings.join("\n") !== after.headings.join("\n")) return null;
	return gapOf(after.start - before.end, after.prefix);
}

function gapOf(length: number, prefix: string): string | null {
	if (length < 0 || length > prefix.length) return null;
	const gap = prefix.slice(prefix.length - length);
	return gap.trim() === "" ? gap : null;
}

/** A passage that is shown, and those that it was joined from, in reading order. */
export interface Joined {
	readonly shown: Passage;
	readonly parts: readonly { readonly passage: Passage; readonly offset: number }[];
}

/**
 * One passage out of neighbours, best first: with the rank, scores and link of the best, since that is where a reader
 * should look first.
 *
 * @param rank also the number of its citation
 */
export function joinNeighbours(passages: readonly [Passage, ...Passage[]], rank: number): Joined {
	const [best] = passages;
	const inOrder = passages.toSorted((a, b) => positionOf(a).start - positionOf(b).start);
	const parts: { passage: Passage; offset: number }[] = [];
	let text = "";
	for (const passage of inOrder) {
		const [{ prefix }, { start }] = passage.citation.selectors;
		const previous = parts.at(-1)?.passage;
		if (previous !== undefined) text += gapOf(start - positionOf(previous).end, prefix) ?? "";
		parts.push({ passage, offset: text.length });
		text += passage.text;
	}
	const [first, last] = [inOrder[0] ?? best, inOrder.at(-1) ?? best];
	const { citation } = best;
	const shown: Passage = {
		...best,
		rank,
		text,
		highlights: parts.flatMap(({ passage, offset }) => moved(passage.highlights, offset)),
		sentences: parts.flatMap(({ passage, offset }) => moved(passage.sentences, offset)),
		citation: {
			...citation,
			number: rank,
			selectors: [
				{
					type: "TextQuoteSelector",
					exact: text,
					prefix: first.citation.selectors[0].prefix,
					suffix: last.citation.selectors[0].suffix,
				},
				{
					type: "TextPositionSelector",
					start: positionOf(first).start,
					end: positionOf(last).end,
				},
			],
			source: {
				path: citation.source.path,
				start: first.citation.source.start,
				end: last.citation.source.end,
			},
		},
	};
	return { shown, parts };
}

function positionOf({ citation }: Passage): TextRange {
	return citation.selectors[1];
}

function moved(ranges: readonly TextRange[], offset: number): TextRange[] {
	return ranges.map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}
