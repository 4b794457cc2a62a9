/** The use case of listing: which articles there are, page by page. */

import type { ArticleListParameters, ArticleListResponse } from "../contract/article-list.ts";
import type { ArticleFilter } from "../domain/question.ts";
import { newerFirst, type Sortable } from "./article-list.ts";
import { filterOf } from "./filter-of.ts";
import { requireKnownFields } from "./known-fields.ts";
import { decodeCursor, encodeCursor } from "./list-cursor.ts";
import type { OpenIndex } from "./open-index.ts";
import { shownArticle } from "./shown-article.ts";

/**
 * A cursor is the place of the last article that was listed, not a number of pages: it leads on from there in a
 * later generation as well, whatever was published or withdrawn meanwhile.
 *
 * @throws SiteciteError `bad_request` for a cursor that is none, or for a field that the index does not know
 */
export function listArticles(
	index: OpenIndex,
	parameters: ArticleListParameters,
): ArticleListResponse {
	const { engine, list, info } = index;
	const { filter, after } = readListing(index, parameters);
	const through = new Set(engine.articleIds(filter));
	const matching = list.newestFirst.filter(({ id }) => through.has(id));
	const order = parameters.sort === "oldest" ? oldestFirst : newerFirst;
	// Undated articles are last in either order.
	if (parameters.sort === "oldest") matching.sort(oldestFirst);
	const rest = after === null ? matching : matching.filter((one) => order(after, one) < 0);
	const page = rest.slice(0, parameters.limit);
	const last = page.at(-1);
	return {
		total: matching.length,
		articles: page.map(shownArticle),
		next: last !== undefined && rest.length > page.length ? encodeCursor(last) : null,
		index: info,
	};
}

/**
 * What is to be listed, before anything is.
 *
 * @throws SiteciteError as {@link listArticles}
 */
export function readListing(
	index: OpenIndex,
	parameters: ArticleListParameters,
): { readonly filter: ArticleFilter; readonly after: Sortable | null } {
	const filter = filterOf(parameters);
	requireKnownFields(index, filter);
	const { cursor } = parameters;
	return { filter, after: cursor === undefined ? null : decodeCursor(cursor) };
}

function oldestFirst(a: Sortable, b: Sortable): number {
	if ((a.published === null) !== (b.published === null)) return a.published === null ? 1 : -1;
	return -newerFirst(a, b);
}
