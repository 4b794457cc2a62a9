/** Finds the index's term that an unknown word was probably meant to be. */

import { boundedEditDistance } from "./edit-distance.ts";
import type { LexicalIndex } from "./lexical-index.ts";

/** A word of fewer letters has too many neighbours. */
const MIN_LENGTH = 5;
/** From so many letters on, two typing errors are forgiven. */
const LONG_LENGTH = 9;

/**
 * The term at the fewest typing errors from `term` (one; two from nine letters on; two letters changed
 * over count as one), the commonest of these; null where there is none. The first letter must agree:
 * people seldom mistype it, and it keeps the search short.
 */
export function nearestTerm(term: string, index: LexicalIndex): string | null {
	if (term.length < MIN_LENGTH) return null;
	const limit = term.length < LONG_LENGTH ? 1 : 2;
	let best: { text: string; errors: number; holding: number } | null = null;
	for (const part of index.parts) {
		part.visitTerms((text) => {
			if (text[0] !== term[0] || Math.abs(text.length - term.length) > limit) return;
			const errors = isSwap(term, text) ? 1 : boundedEditDistance(term, text, limit);
			if (errors > limit || errors > (best?.errors ?? limit)) return;
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

/** Whether two neighbouring letters are changed over and nothing else differs. */
function isSwap(left: string, right: string): boolean {
	if (left.length !== right.length) return false;
	let first = 0;
	while (first < left.length && left[first] === right[first]) first++;
	return (
		left[first] === right[first + 1] &&
		left[first + 1] === right[first] &&
		left.slice(first + 2) === right.slice(first + 2) &&
		first + 1 < left.length
	);
}
