/** What ranking and answering look at a question by: its words in each language, and its meaning. */

import type { Token } from "../domain/analysis.ts";
import type { MeaningModel, QuestionMeaning } from "../domain/meaning.ts";
import { type QuestionWords, questionWordsOf } from "../domain/word-match.ts";
import type { SearchEngine } from "../engines/search-engine.ts";

export interface QuestionSources {
	/** By the rules of a language; analysed once for each. */
	readonly words: (lang: string | null) => QuestionWords;
	readonly meaning: QuestionMeaning;
	readonly analyze: (text: string, lang: string | null) => readonly Token[];
}

export function questionSources(
	question: string,
	engine: SearchEngine,
	model: MeaningModel,
): QuestionSources {
	const byLanguage = new Map<string | null, QuestionWords>();
	return {
		words: (lang) => {
			const known = byLanguage.get(lang);
			if (known !== undefined) return known;
			const words = questionWordsOf(engine.analyze(question, lang), engine.idf);
			byLanguage.set(lang, words);
			return words;
		},
		meaning: model.meaningOf(question),
		analyze: (text, lang) => engine.analyze(text, lang),
	};
}
