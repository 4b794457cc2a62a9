/** The part of a passage that has what was asked for. */

import type { TextRange } from "./responses.ts";

export interface Excerpt {
	readonly text: string;
	readonly highlights: readonly TextRange[];
}

/** As much before the first highlight fits into the lines that are shown. */
const LEAD = 120;

/** The text from the sentence, or else the word, with the first highlight on. */
export function excerpt(text: string, highlights: readonly TextRange[]): Excerpt {
	const first = highlights[0]?.start ?? 0;
	if (first < LEAD) return { text, highlights };
	const before = text.slice(0, first);
	const start = Math.max(first - LEAD, before.search(/[^.!?。！？]*$/u), before.lastIndexOf("\n"));
	const from = first - text.slice(start, first).replace(/^\S*\s+/u, "").length;
	const shift = 2 - from;
	return {
		text: `… ${text.slice(from)}`,
		highlights: highlights
			.filter((range) => range.start >= from)
			.map((range) => ({ start: range.start + shift, end: range.end + shift })),
	};
}
