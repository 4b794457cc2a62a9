/** Two articles must not share a URL: a citation would lead to one of them by chance. */

import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";

/** Takes the articles of a build one by one. */
export class DuplicateUrlCheck {
	readonly #pathByUrl = new Map<string, string>();

	/** @throws SiteciteError `duplicate_url`, naming both files, where the URL was seen before. */
	add(article: Pick<Article, "url" | "path">): void {
		const key = comparableUrl(article.url);
		const earlier = this.#pathByUrl.get(key);
		if (earlier !== undefined && earlier !== article.path) {
			throw new SiteciteError(
				"duplicate_url",
				`Two articles have the URL ${article.url}: "${earlier}" and "${article.path}". Give one of them another \`url\`, \`permalink\` or \`slug\` in its front matter (or another canonical link), or exclude it.`,
			);
		}
		this.#pathByUrl.set(key, article.path);
	}
}

/** Servers answer `/a`, `/a/` and `/a/index.html` with the same page. */
function comparableUrl(url: string): string {
	return url
		.replace(/#.*$/, "")
		.replace(/\/index\.html?$/i, "/")
		.replace(/(?<=.)\/+$/, "");
}
