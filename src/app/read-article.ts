/** The use case of reading: one article of the index, canonical text included. */

import type { ArticleResponse } from "../contract/article.ts";
import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { OpenIndex } from "./open-index.ts";

/** @throws SiteciteError `not_found` */
export async function readArticle(index: OpenIndex, id: string): Promise<ArticleResponse> {
	const article = await index.articles.get(id);
	if (article === null) {
		throw new SiteciteError("not_found", `The index has no article with the id "${id}".`);
	}
	const { sourceMap: _, path, blocks, ...shown } = article;
	return { ...shown, blocks, source: { path } };
}

/** The article whose URL is this path (articles that are published on a host of their own have none). */
export async function readArticleByPath(index: OpenIndex, path: string): Promise<Article | null> {
	const id = index.list.idOfUrl(path) ?? index.list.idOfUrl(`${path}/`);
	return id === null ? null : await index.articles.get(id);
}
