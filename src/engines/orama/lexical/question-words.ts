/** The words of a question: which of them count, and the terms each of them may be indexed under. */

import type { Token } from "../../../domain/analysis.ts";
import type { Analyzers } from "./analyzers.ts";
import type { TextAnalyzer } from "./text-analyzer.ts";

/** A term and what it is worth beside the term the word itself has (1). */
export interface WeightedTerm {
	readonly term: string;
	readonly weight: number;
}

export interface QuestionWord {
	/** Alternatives: spellings of the one word, scored as one. The first is the word's own term. */
	readonly terms: readonly WeightedTerm[];
	/** How often the question says it. */
	readonly count: number;
	/** As the question spells it, in lower case. */
	readonly text: string;
}

/**
 * The words of a question in order of first mention: stop words left out, unless there is nothing else.
 *
 * A text of the index is stemmed by its own language's rules, so in an index of several languages
 * each word is looked up under its stem in every one of them. The stop words are those of the
 * question's language alone: `die` is an article in German and a verb in English.
 *
 * @param language a tag or name where it is known, else null.
 */
export function questionWords(
	question: string,
	language: string | null,
	analyzers: Analyzers,
): QuestionWord[] {
	const own = language === null ? analyzers.guess(question) : analyzers.for(language);
	const tokens = own.tokens(question);
	const meaningful = tokens.filter((token) => !token.isStopWord);
	const others = language === null ? analyzers.inUse().filter((analyzer) => analyzer !== own) : [];
	const words = new Map<string, QuestionWord>();
	for (const token of meaningful.length > 0 ? meaningful : tokens) {
		const known = words.get(token.term);
		const text = question.slice(token.start, token.end);
		words.set(token.term, {
			terms:
				known?.terms ??
				[token.term, ...others.map((other) => other.termOf(text))]
					.filter((term, index, all) => term !== "" && all.indexOf(term) === index)
					.map((term) => ({ term, weight: 1 })),
			count: (known?.count ?? 0) + 1,
			text: known?.text ?? text.toLowerCase(),
		});
	}
	return [...words.values()];
}

/** The words of a text with their terms; of the language most like it where none is given. */
export function analyzeText(text: string, language: string | null, analyzers: Analyzers): Token[] {
	return analyzerOf(text, language, analyzers).tokens(text);
}

/** The analyzer of a language, of the one most like the text where none is given. */
export function analyzerOf(
	text: string,
	language: string | null,
	analyzers: Analyzers,
): TextAnalyzer {
	return language === null ? analyzers.guess(text) : analyzers.for(language);
}
