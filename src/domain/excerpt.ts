/** The part of a passage that has what was asked for. */

import type { TextRange } from "./text-range.ts";

/** How much is shown before and behind it, and at least altogether: four to eight lines. */
const AROUND = 120;
const LENGTH = 320;

/** Less than that is not worth being called up. */
const REST = 60;

/** The text around `ranges`, which all of it has, from a sentence, or else a word, on. */
export function excerpt(text: string, ranges: readonly TextRange[]): TextRange {
	const first = Math.min(...ranges.map((range) => range.start), text.length);
	const last = Math.max(...ranges.map((range) => range.end), 0);
	const from = (ranges.length > 0 ? first : 0) - AROUND;
	const lead = text.slice(from, first);
	const begin =
		/[.!?]\s+|[。！？\n]/.exec(lead) ?? /\s+/.exec(lead) ?? /(?=[^\udc00-\udfff])/.exec(lead);
	const start = from < REST || begin === null ? 0 : from + begin.index + begin[0].length;
	const to = Math.max(last + AROUND, start + LENGTH);
	if (to + REST > text.length) return { start, end: text.length };
	const tail = text.slice(last, to).replace(/(\s+\S*|[\ud800-\udbff])$/, "");
	return { start, end: last + tail.length };
}
