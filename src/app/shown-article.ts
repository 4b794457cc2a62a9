/** What the public is shown of a listed article. */

import type { ShownArticle } from "../contract/article-list.ts";
import type { ListedArticle } from "./article-list.ts";

export function shownArticle(article: ListedArticle): ShownArticle {
	const { id, title, url, authors, published, modified, lang, tags, fields, description } = article;
	return { id, title, url, authors, published, modified, lang, tags, fields, description };
}
