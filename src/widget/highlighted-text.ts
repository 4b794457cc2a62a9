/** Text with its ranges marked. */

import { element } from "./element.ts";
import type { TextRange } from "./responses.ts";

/**
 * The text between two of its places in pieces, those of `ranges` in `mark`. Ranges that overlap, run backwards or
 * lie outside are left out, so that every character comes exactly once.
 */
export function highlightedText(
	text: string,
	ranges: readonly TextRange[],
	from?: number,
	to?: number,
): (Node | string)[] {
	return pieces(text, ranges, from, to).map(({ text, isMarked }) =>
		isMarked ? element("mark", {}, text) : text,
	);
}

/** What {@link highlightedText} is made of. */
export function pieces(
	text: string,
	ranges: readonly TextRange[],
	position = 0,
	last = text.length,
): { readonly text: string; readonly isMarked: boolean }[] {
	const made = [];
	for (const { start, end } of ranges) {
		if (start < position || end <= start || end > last) continue;
		if (start > position) made.push({ text: text.slice(position, start), isMarked: false });
		made.push({ text: text.slice(start, end), isMarked: true });
		position = end;
	}
	if (position < last) made.push({ text: text.slice(position, last), isMarked: false });
	return made;
}
