/** Highlights: the words of a passage that the question asked with. */

import type { Token } from "../domain/analysis.ts";
import type { TextRange } from "../domain/text-range.ts";

/**
 * Ranges of the passage whose terms the question has, stop words left out, in order. Neighbouring
 * words with nothing but white space between them become one range.
 *
 * @param passageTokens tokens of `text`, in order
 * @param questionTerms terms worth marking
 */
export function highlight(
	text: string,
	passageTokens: readonly Token[],
	questionTerms: { has(term: string): boolean },
): TextRange[] {
	const ranges: TextRange[] = [];
	for (const { term, start, end } of passageTokens) {
		if (!questionTerms.has(term)) continue;
		const previous = ranges.at(-1);
		if (previous !== undefined && isBlank(text, previous.end, start)) {
			ranges[ranges.length - 1] = { start: previous.start, end };
		} else {
			ranges.push({ start, end });
		}
	}
	return ranges;
}

function isBlank(text: string, start: number, end: number): boolean {
	return text.slice(start, end).trim() === "";
}
