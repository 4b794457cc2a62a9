/** What a passage mentions: the terms of its text, its title and its headings. */

import type { Passage } from "../domain/passage.ts";
import type { SentenceSources } from "./sentence-features.ts";

/** By the rules of the passage's own language. */
export function passageTerms(
	passage: Passage,
	{ analyze, tokensOf }: Pick<SentenceSources, "analyze" | "tokensOf">,
): ReadonlySet<string> {
	const { article, section } = passage.citation;
	const above = analyze([article.title, ...section].join("\n"), article.lang);
	return new Set([...tokensOf(passage), ...above].map(({ term }) => term));
}
