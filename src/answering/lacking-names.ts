/** Which names and numbers of a question a passage lacks: with another name, it tells of something else. */

import type { Token } from "../domain/analysis.ts";
import type { Passage } from "../domain/passage.ts";
import { passageTerms } from "./passage-terms.ts";
import type { SentenceSources } from "./sentence-features.ts";

/** Shares, 0 to 1; 0 where the question has none. */
export interface Lacking {
	readonly names: number;
	readonly numbers: number;
}

/** A name is a word with a capital that is not the question's first; title and headings count as the passage's. */
export function lackingIn(passage: Passage, sources: SentenceSources): Lacking {
	const { question, analyze } = sources;
	const terms = passageTerms(passage, sources);
	const asked = analyze(question, passage.citation.article.lang).map((token) => ({
		...token,
		text: question.slice(token.start, token.end),
	}));
	const isName = ({ start, text, isStopWord }: Token & { readonly text: string }) =>
		!isStopWord && start !== asked[0]?.start && /^\p{Lu}/u.test(text);
	const lacking = (tokens: readonly Token[]) =>
		tokens.length === 0 ? 0 : tokens.filter(({ term }) => !terms.has(term)).length / tokens.length;
	return {
		names: lacking(asked.filter(isName)),
		numbers: lacking(asked.filter(({ text }) => /\p{Nd}/u.test(text))),
	};
}
