/** Says why there may be no answer: the question's words that none of the nearest passages has. */

import type { Passage } from "../domain/passage.ts";
import { passageTerms } from "./passage-terms.ts";
import type { SentenceSources } from "./sentence-features.ts";

/** More would be the question over again. */
const MAX_WORDS = 5;

/**
 * Words of the question as it spells them, each once, in its order; stop words and words that a passage
 * has in its text, title or headings, by the rules of its own language, are left out.
 */
export function missingWords(passages: readonly Passage[], sources: SentenceSources): string[] {
	const { question, analyze } = sources;
	if (passages.length === 0) return [];
	const mentioned = new Set<number>();
	for (const passage of passages) {
		const terms = passageTerms(passage, sources);
		for (const { term, start } of analyze(question, passage.citation.article.lang)) {
			if (terms.has(term)) mentioned.add(start);
		}
	}
	const words = new Map<string, string>();
	for (const { term, start, end, isStopWord } of analyze(question, null)) {
		if (isStopWord || mentioned.has(start) || words.has(term)) continue;
		words.set(term, question.slice(start, end));
	}
	return [...words.values()].slice(0, MAX_WORDS);
}
