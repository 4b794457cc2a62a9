/** Mends typing errors in a question: words that neither the articles nor the language know. */

import type { Respelling } from "../domain/interpretation.ts";
import type { MeaningModel } from "../domain/meaning.ts";
import { isUnknown } from "../domain/word-match.ts";
import type { SearchEngine } from "../engines/search-engine.ts";

/** Each unknown word is held against every word of the index: a question of nothing else is no question. */
const MAX_WORDS = 4;

export interface Respelled {
	/** The question with the mended words. */
	readonly text: string;
	readonly changes: readonly Respelling[];
}

/**
 * Replaces each word that stands nowhere in the index by the one that its articles have and that is a
 * typing error or two away. A word that the model knows is no typing error, wherever it is
 * missing: a question about painters is not one about pointers.
 */
export function respell(question: string, engine: SearchEngine, meaning: MeaningModel): Respelled {
	const changes: Respelling[] = [];
	let text = "";
	let position = 0;
	let looked = 0;
	for (const { term, start, end, isStopWord } of engine.analyze(question, null)) {
		const from = question.slice(start, end);
		if (isStopWord || !/^\p{L}+$/u.test(from) || !isUnknown(term, engine.idf)) continue;
		if (meaning.knowsWord(from) || looked === MAX_WORDS) continue;
		looked += 1;
		const to = engine.nearestWord(term);
		if (to === null) continue;
		text += question.slice(position, start) + to;
		position = end;
		changes.push({ from, to });
	}
	return { text: text + question.slice(position), changes };
}
