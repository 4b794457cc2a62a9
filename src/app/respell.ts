/** Mends typing errors in a question: words that neither the articles nor the language know. */

import type { Respelling } from "../domain/interpretation.ts";
import type { MeaningModel } from "../domain/meaning.ts";
import { isUnknown } from "../domain/word-match.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import { quotedRanges } from "../retrieval/prefer-phrases.ts";

/** A shorter word has too many neighbours for a question, which is not looked at while it is typed. */
const MIN_LENGTH = 5;

/** Each unknown word is held against every word of the index: a question of nothing else is no question. */
const MAX_WORDS = 4;

export interface Respelled {
	/** The question with the mended words. */
	readonly text: string;
	readonly changes: readonly Respelling[];
}

/** The model knows the words of this language alone: in others, every word it lacks would seem misspelt. */
const LANGUAGE = "en";

/**
 * Replaces each word that stands nowhere in the index by the one that its articles have and that is a
 * typing error or two away. A word that the model knows is no typing error, wherever it is
 * missing: a question about painters is not one about pointers. What stands in quotation marks is meant as it is.
 */
export function respell(question: string, engine: SearchEngine, meaning: MeaningModel): Respelled {
	if (engine.languageOf(question) !== LANGUAGE) return { text: question, changes: [] };
	const quoted = quotedRanges(question);
	const changes: Respelling[] = [];
	let text = "";
	let position = 0;
	let looked = 0;
	for (const { term, start, end, isStopWord } of engine.analyze(question, LANGUAGE)) {
		const from = question.slice(start, end);
		// Letters with accents are of other languages, or of names.
		if (
			isStopWord ||
			from.length < MIN_LENGTH ||
			!/^[a-z]+$/iu.test(from) ||
			!isUnknown(term, engine.idf)
		)
			continue;
		if (quoted.some((range) => start >= range.start && end <= range.end)) continue;
		if (meaning.knowsWord(from) || looked === MAX_WORDS) continue;
		looked += 1;
		const to = engine.nearestWord(from, LANGUAGE);
		if (to === null || (isName(from) && !isName(to))) continue;
		text += question.slice(position, start) + to;
		position = end;
		changes.push({ from, to });
	}
	return { text: text + question.slice(position), changes };
}

/** A name that no article has is no common word misspelt: a question about Breda is not one about bread. */
function isName(word: string): boolean {
	return word !== word.toUpperCase() && word[0] !== word[0]?.toLowerCase();
}
