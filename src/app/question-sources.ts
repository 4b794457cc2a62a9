/** What ranking and answering look at a question by: its words in each language, and its meaning. */

import type { MeaningModel } from "../domain/meaning.ts";
import type { QuestionSources } from "../domain/question-sources.ts";
import { type QuestionWords, questionWordsOf } from "../domain/word-match.ts";
import type { SearchEngine } from "../engines/search-engine.ts";

/** The question's words are analysed once for each language. */
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
