/** Says why there may be no answer: the words of the question that the nearest passages have nothing for. */

import type { Passage } from "../domain/passage.ts";
import { isRecentEnough } from "./is-recent-enough.ts";
import { passageTerms } from "./passage-terms.ts";
import type { SentenceSources } from "./sentence-features.ts";

/** More would be the question over again. */
const MAX_WORDS = 5;

/**
 * Words of the question as it spells them, each once, in its order; stop words and words that a passage
 * has in its text, title or headings, by the rules of its own language, are left out. Where the question asks of a
 * time that no passage is from, the words that say so are all that matters.
 */
export function missingWords(passages: readonly Passage[], sources: SentenceSources): string[] {
	const { question, analyze } = sources;
	if (passages.length === 0) return [];
	const { dates } = sources;
	if (dates && !passages.some((passage) => isRecentEnough(passage, sources))) return [dates.text];
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
