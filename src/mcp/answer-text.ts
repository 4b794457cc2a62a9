/** Results as text, for agents that do not read structured content. */

import type { ArticleExcerpt } from "../contract/article.ts";
import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";

/** The quoted sentences, or that there are none, and then the passages with where they stand. */
export function answerText({ answer, passages }: AskResponse): string {
	const lines =
		answer.status === "answered"
			? answer.sentences.map(({ text, citation }) => `“${text}” [${citation}]`)
			: ["No answer found in the articles. What comes nearest:"];
	for (const { text, citation } of passages) {
		const { number, article, section, deepLink, selectors } = citation;
		lines.push(
			"",
			`[${number}] ${[article.title, ...section].join(" › ")}`,
			`article ${article.id}, characters ${selectors[1].start} to ${selectors[1].end}, ${deepLink}`,
			text,
		);
	}
	return lines.join("\n");
}

/** How many articles there are, and those of the page. */
export function searchText({ total, results }: SearchResponse): string {
	const lines = results.map(
		({ rank, article, section, snippet, deepLink }) =>
			`[${rank}] ${[article.title, ...section].join(" › ")}\narticle ${article.id}, ${deepLink}\n${snippet.text}`,
	);
	return [`${total} articles`, ...lines].join("\n\n");
}

/** The text with its title, and where the rest of it is. */
export function excerptText({ title, url, text, start, end, length }: ArticleExcerpt): string {
	const rest = end < length ? `\n\n(${length - end} more characters: ask from ${end} on.)` : "";
	return `${title}\n${url}\nCharacters ${start} to ${end} of ${length}\n\n${text}${rest}`;
}
