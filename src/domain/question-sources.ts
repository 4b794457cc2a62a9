/** What ranking and answering look at a question by. */

import type { Token } from "./analysis.ts";
import type { QuestionMeaning } from "./meaning.ts";
import type { QuestionWords } from "./word-match.ts";

export interface QuestionSources {
	/** The question's words by the rules of a language. */
	readonly words: (lang: string | null) => QuestionWords;
	readonly meaning: QuestionMeaning;
	/** The terms of any text, by the rules of its language. */
	readonly analyze: (text: string, lang: string | null) => readonly Token[];
}
