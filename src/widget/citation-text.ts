/** A citation as one writes it below a quote. */

import type { CitedArticle } from "./responses.ts";

/**
 * The quote, author, title, date and address, without what the article does not state.
 *
 * @param url absolute
 */
export function citationText(quote: string, article: CitedArticle, url: string): string {
	const { authors, title, published } = article;
	const from = [authors.join(", "), `“${title}”`, published?.slice(0, 10)].filter(Boolean);
	return `“${quote}”\n— ${from.join(", ")}, ${url}`;
}
