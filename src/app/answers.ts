/** The role of answering: the use cases whose work is worth a thread of its own, wherever that is. */

import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import type { Question } from "../domain/question.ts";
import type { Search } from "../domain/search.ts";
import { type Asked, ask, startAsking } from "./ask.ts";
import type { AskSettings } from "./ask-settings.ts";
import type { QuestionIndex } from "./question-index.ts";
import { search } from "./search.ts";

/** Answers from one index, as the use cases of these names do. */
export interface Answers {
	ask(question: Question, settings: AskSettings, signal?: AbortSignal): Promise<AskResponse>;
	startAsking(question: Question, settings: AskSettings, signal?: AbortSignal): Promise<Asked>;
	search(wanted: Search, signal?: AbortSignal): Promise<SearchResponse>;
}

/** Answers on the thread that asks. */
export function answersHere(index: QuestionIndex): Answers {
	return {
		ask: (question, settings, signal) => ask(index, question, settings, signal),
		startAsking: (question, settings, signal) => startAsking(index, question, settings, signal),
		search: (wanted, signal) => search(index, wanted, signal),
	};
}
