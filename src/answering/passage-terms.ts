/** What a passage mentions: the terms of its text and of what it is read under. */

import type { Passage } from "../domain/passage.ts";
import type { SentenceSources } from "./sentence-features.ts";
import { textAbove } from "./text-above.ts";

/** By the rules of the passage's own language. */
export function passageTerms(
	passage: Passage,
	{ analyze, tokensOf, dates }: Pick<SentenceSources, "analyze" | "tokensOf" | "dates">,
): ReadonlySet<string> {
	const above = analyze(textAbove(passage, dates), passage.citation.article.lang);
	return new Set([...tokensOf(passage), ...above].map(({ term }) => term));
}
