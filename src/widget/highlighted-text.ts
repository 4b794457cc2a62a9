/** Text with its ranges marked. */

import { element } from "./element.ts";
import type { TextRange } from "./responses.ts";

/**
 * The text in pieces, those of `ranges` in `mark`. Ranges that overlap, run backwards or lie outside are
 * left out, so that every character comes exactly once.
 */
export function highlightedText(text: string, ranges: readonly TextRange[]): (Node | string)[] {
	return pieces(text, ranges).map(({ text, isMarked }) =>
		isMarked ? element("mark", {}, text) : text,
	);
}

/** What {@link highlightedText} is made of. */
export function pieces(
	text: string,
	ranges: readonly TextRange[],
): { readonly text: string; readonly isMarked: boolean }[] {
	const made = [];
	let position = 0;
	for (const { start, end } of ranges) {
		if (start < position || end <= start || end > text.length) continue;
		if (start > position) made.push({ text: text.slice(position, start), isMarked: false });
		made.push({ text: text.slice(start, end), isMarked: true });
		position = end;
	}
	if (position < text.length) made.push({ text: text.slice(position), isMarked: false });
	return made;
}
