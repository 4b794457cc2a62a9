/** The use case of reading: one article of the index, canonical text included. */

import type { ArticleExcerpt, ArticleResponse, ExcerptRequest } from "../contract/article.ts";
import type { Article } from "../domain/article.ts";
import type { OpenIndex } from "./open-index.ts";
import { noSuchArticle } from "./require-article.ts";

/** @throws SiteciteError `not_found` */
export async function readArticle(index: OpenIndex, id: string): Promise<ArticleResponse> {
	const article = await index.articles.get(id);
	if (article === null) throw noSuchArticle(id);
	const { sourceMap: _, path, blocks, ...shown } = article;
	return { ...shown, blocks, source: { path } };
}

/**
 * A piece of an article: empty where it begins behind the end.
 *
 * @throws SiteciteError `not_found`
 */
export async function readExcerpt(
	index: OpenIndex,
	{ id, start, length }: ExcerptRequest,
): Promise<ArticleExcerpt> {
	const { text, blocks: _, source: __, ...shown } = await readArticle(index, id);
	const from = Math.min(start, text.length);
	const end = Math.min(from + length, text.length);
	return { ...shown, text: text.slice(from, end), start: from, end, length: text.length };
}

/** The article with this id, or null. */
export async function readArticleById(index: OpenIndex, id: string): Promise<Article | null> {
	return await index.articles.get(id);
}

/** The article whose URL is this path (articles that are published on a host of their own have none). */
export async function readArticleByPath(index: OpenIndex, path: string): Promise<Article | null> {
	const id = index.list.idOfUrl(path) ?? index.list.idOfUrl(`${path}/`);
	return id === null ? null : await index.articles.get(id);
}
