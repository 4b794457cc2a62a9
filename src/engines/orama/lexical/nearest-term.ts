/** Finds the index's term that a long word with two typing errors was probably meant to be. */

import { boundedEditDistance } from "./edit-distance.ts";
import type { LexicalIndex } from "./lexical-index.ts";

/** A word of fewer letters has too many neighbours at this distance. */
const MIN_LENGTH = 9;
const MAX_ERRORS = 2;

/**
 * The term at the fewest typing errors from `term`, two at most, the commonest of these; null where there is none.
 * The first letter must agree: people seldom mistype it, and it keeps the search short.
 */
export function nearestTerm(term: string, index: LexicalIndex): string | null {
	if (term.length < MIN_LENGTH) return null;
	let best: { text: string; errors: number; holding: number } | null = null;
	for (const part of index.parts) {
		part.visitTerms((text) => {
			if (text[0] !== term[0] || Math.abs(text.length - term.length) > MAX_ERRORS) return;
			const errors = boundedEditDistance(term, text, MAX_ERRORS);
			if (errors > (best?.errors ?? MAX_ERRORS)) return;
			const holding = index.holding(text);
			if (holding === 0) return;
			const isBetter =
				best === null ||
				errors < best.errors ||
				holding > best.holding ||
				(holding === best.holding && text < best.text);
			if (isBetter) best = { text, errors, holding };
		});
	}
	return (best as { text: string } | null)?.text ?? null;
}
