/** Reads one article out of a text, as if it stood in a file of the given name. */

import { DEFAULT_ARTICLE_SETTINGS } from "../../src/articles/article-settings.ts";
import { type ReadResult, readArticle } from "../../src/articles/read-article.ts";
import type { Article } from "../../src/domain/article.ts";

export function readText(
	name: string,
	content: string | Uint8Array,
	settings: {
		baseUrl?: string | null;
		lang?: string | null;
		drafts?: boolean;
		fields?: readonly string[];
	} = {},
): ReadResult {
	const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
	const file = { path: name, absolutePath: `/${name}`, rootPath: name, sizeBytes: bytes.length };
	return readArticle(file, bytes, { ...DEFAULT_ARTICLE_SETTINGS, ...settings });
}

/** @throws Error with the reason where the text is no article. */
export function articleOf(
	name: string,
	content: string | Uint8Array,
	settings: Parameters<typeof readText>[2] = {},
): Article {
	const result = readText(name, content, settings);
	if (result.article === null)
		throw new Error(`${result.skipped.reason}: ${result.skipped.message}`);
	return result.article;
}

/** Each block as `kind: text`, headings with their level. */
export function blocksOf(article: Article): string[] {
	return article.blocks.map(
		({ kind, level, start, end }) => `${kind}${level ?? ""}: ${article.text.slice(start, end)}`,
	);
}
