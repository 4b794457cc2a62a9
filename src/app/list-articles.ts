/** The use case of listing: which articles there are, page by page. */

import type { ArticleListParameters, ArticleListResponse } from "../contract/article-list.ts";
import type { ArticleFilter } from "../domain/question.ts";
import { newerFirst, type Sortable } from "./article-list.ts";
import { articlePlaces, NO_PLACE } from "./article-places.ts";
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
export async function listArticles(
	index: OpenIndex,
	parameters: ArticleListParameters,
): Promise<ArticleListResponse> {
	const { list, info } = index;
	const { filter, after } = readListing(index, parameters);
	const matching = await placesOf(index, filter);
	const isOldest = parameters.sort === "oldest";
	if (isOldest) reverse(matching, list.dated);
	const order = isOldest ? oldestFirst : newerFirst;
	const start = after === null ? 0 : firstAfter(matching, (i) => order(after, list.at(i)) < 0);
	const articles = [...matching.subarray(start, start + parameters.limit)].map((i) => list.at(i));
	const last = articles.at(-1);
	return {
		total: matching.length,
		articles: articles.map(shownArticle),
		next: last && start + articles.length < matching.length ? encodeCursor(last) : null,
		index: info,
	};
}

/** Numbers of the articles that match, the newest first. */
async function placesOf(index: OpenIndex, filter: ArticleFilter): Promise<Uint32Array> {
	const { engine, list } = index;
	const all = new Uint32Array(list.count);
	for (let i = 0; i < all.length; i++) all[i] = i;
	if (Object.keys(filter).length === 0) return all;
	const through = engine.articleNumbers(filter);
	const places = await articlePlaces(index);
	const isThrough = new Uint8Array(list.count);
	for (const number of through) {
		const place = places[number] ?? NO_PLACE;
		if (place !== NO_PLACE) isThrough[place] = 1;
	}
	return all.filter((place) => isThrough[place] === 1);
}

/** The oldest first; undated articles are last in either order. */
function reverse(places: Uint32Array, dated: number): void {
	const undated = firstAfter(places, (i) => i >= dated);
	places.subarray(0, undated).reverse();
	places.subarray(undated).reverse();
}

/** How many of the first ones `isAfter` is false for; it is true for all others. */
function firstAfter(places: Uint32Array, isAfter: (place: number) => boolean): number {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isAfter(places[middle] ?? 0)) high = middle;
		else low = middle + 1;
	}
	return low;
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
