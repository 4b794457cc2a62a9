/** The words of a search typed so far: each as it is looked for, the last one as the beginning of a word. */

import type { TextRange } from "../../../domain/text-range.ts";
import type { Analyzers } from "./analyzers.ts";
import { analyzerOf } from "./question-words.ts";

export interface SearchWord {
	/** As it was typed. */
	readonly text: string;
	/** In lower case, without accents, not stemmed. */
	readonly word: string;
	/** The terms that the whole word may be indexed under. */
	readonly terms: readonly string[];
	/** Whether words that go on behind it count as well. */
	readonly isBeginning: boolean;
	/** Where the search has it, in order. */
	readonly places: readonly TextRange[];
}

/**
 * Each word once, in order. White space at the end tells that the last word is whole. Stop words are left out
 * unless there is nothing else, but not at the end: "the" may become "theatre".
 *
 * @param language a tag or name where it is known, else null: then each word has its terms in every language.
 */
export function searchWords(
	text: string,
	language: string | null,
	analyzers: Analyzers,
): SearchWord[] {
	const own = analyzerOf(text, language, analyzers);
	const others = language === null ? analyzers.inUse().filter((one) => one !== own) : [];
	const tokens = own.tokens(text);
	const beginning = /\s$/u.test(text) ? undefined : tokens.at(-1);
	const meaningful = tokens.filter((token) => !token.isStopWord || token === beginning);
	const words = new Map<string, SearchWord>();
	for (const token of meaningful.length > 0 ? meaningful : tokens) {
		const { start, end } = token;
		const typed = text.slice(start, end);
		const isBeginning = token === beginning;
		const key = `${isBeginning} ${token.term}`;
		const terms = [token.term, ...others.map((other) => other.termOf(typed))];
		words.set(key, {
			text: typed,
			word: own.wordOf(typed),
			terms: [...new Set(terms)].filter((term) => term !== ""),
			isBeginning,
			places: [...(words.get(key)?.places ?? []), { start, end }],
		});
	}
	return [...words.values()];
}
