/** Turns chosen sentences into quotes a reader understands by themselves, still exact to the character. */

import type { AnswerSentence } from "../domain/answer.ts";
import type { Passage } from "../domain/passage.ts";
import type { TextRange } from "../domain/text-range.ts";

export interface ChosenSentence {
	readonly passage: Passage;
	/** Place in `passage.sentences`. */
	readonly index: number;
}

/** Sentences `first` to `last` of a passage, quoted as one. */
interface Run {
	readonly passage: Passage;
	first: number;
	last: number;
}

/** Without the sentence before, nobody knows whom these speak of. */
const OPENS_WITH_PRONOUN =
	/^["“‘'(]*(?:he|she|it|they|this|that|these|those|his|her|its|their|both|such|er|sie|es|il|elle|ils|elles|él|ella|ellos)\b/iu;

/** A name of its own tells enough. */
const HAS_NAME = /(?<=[\p{Ll}\p{N},;:]\s+)["“(]?\p{Lu}[\p{L}.]+/u;

/**
 * One quote for each chosen sentence, in their order; sentences that stand side by side in a paragraph become one. A
 * sentence that opens with a pronoun and names nobody brings the one before it; one that leaves a
 * quotation open brings the next one where that closes it, and perhaps names the speaker.
 */
export function quoteSentences(chosen: readonly ChosenSentence[]): AnswerSentence[] {
	let runs: Run[] = [];
	for (const { passage, index } of chosen) {
		const run = completed({ passage, first: index, last: index });
		const isNeighbour = (other: Run) => other.passage === passage && touches(other, run);
		const neighbours = runs.filter(isNeighbour);
		const joined: Run = {
			passage,
			first: Math.min(run.first, ...neighbours.map(({ first }) => first)),
			last: Math.max(run.last, ...neighbours.map(({ last }) => last)),
		};
		const place = runs.findIndex(isNeighbour);
		runs = runs.filter((other) => !isNeighbour(other));
		runs.splice(place === -1 ? runs.length : place, 0, joined);
	}
	return runs.map(({ passage, first, last }) => {
		const { start } = sentenceAt(passage, first);
		const { end } = sentenceAt(passage, last);
		const text = passage.text.slice(start, end);
		return { text, citation: passage.citation.number, start, end };
	});
}

function completed(run: Run): Run {
	const { passage } = run;
	const text = textAt(passage, run.first);
	if (run.first > 0 && OPENS_WITH_PRONOUN.test(text) && !HAS_NAME.test(text)) run.first -= 1;
	const isOpen = openQuotes(textAt(passage, run.last)) > 0;
	const next = passage.sentences[run.last + 1];
	if (isOpen && next !== undefined && openQuotes(textAt(passage, run.last + 1)) < 0) run.last += 1;
	return run;
}

/** A straight one opens where nothing, white space or a bracket stands before it. */
const OPENING_QUOTE = /[“«]|(?<![^\s([])"/gu;
const CLOSING_QUOTE = /[”»]|(?<=[^\s([])"/gu;

/** Quotation marks opened less those closed. */
function openQuotes(text: string): number {
	return (text.match(OPENING_QUOTE)?.length ?? 0) - (text.match(CLOSING_QUOTE)?.length ?? 0);
}

/** Whether two runs of a passage share a sentence, or one follows the other in the same paragraph. */
function touches(a: Run, b: Run): boolean {
	if (a.first <= b.last && b.first <= a.last) return true;
	const [before, after] = a.first < b.first ? [a, b] : [b, a];
	if (before.last + 1 !== after.first) return false;
	const { end } = sentenceAt(a.passage, before.last);
	const { start } = sentenceAt(a.passage, after.first);
	return !a.passage.text.slice(end, start).includes("\n\n");
}

function textAt(passage: Passage, index: number): string {
	const { start, end } = sentenceAt(passage, index);
	return passage.text.slice(start, end);
}

function sentenceAt(passage: Passage, index: number): TextRange {
	const range = passage.sentences[index];
	if (range === undefined) throw new RangeError(`The passage has no sentence ${index}.`);
	return range;
}
