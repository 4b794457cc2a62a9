/** The use case of searching while typing: the beginning of a search in, articles out. */

import type { SearchResponse } from "../contract/search.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { Search } from "../domain/search.ts";
import { highlight } from "../retrieval/highlight.ts";
import { snippetOf } from "../retrieval/snippet.ts";
import { deepLink } from "../retrieval/text-fragment.ts";
import { requireKnownFields } from "./known-fields.ts";
import type { QuestionIndex } from "./question-index.ts";

/**
 * Finds the articles that hold the words typed so far, by words alone. Without a word there are none.
 *
 * @throws SiteciteError `bad_request` for a field that the index does not know
 */
export async function search(
	index: Pick<QuestionIndex, "engine" | "info" | "list">,
	{ text, filter, page, limit }: Search,
	signal?: AbortSignal,
): Promise<SearchResponse> {
	const startedAt = performance.now();
	const { engine, info } = index;
	requireKnownFields(index, filter);
	const offset = (page - 1) * limit;
	const found = await engine.searchArticles({ text, filter, offset, limit }, signal);
	const findTerms = engine.termFinder(found.terms);
	const results = found.chunks.map((chunk, place) => {
		const { id, title, url, authors, published, lang } = chunk.article;
		return {
			rank: offset + place + 1,
			article: { id, title, url, authors, published, lang },
			titleHighlights: highlight(title, findTerms(title, lang), found.terms),
			section: chunk.headings,
			snippet: snippetOf(relative(chunk), findTerms(chunk.text, lang), found.terms),
			deepLink: deepLink(url, chunk.fragment),
		};
	});
	return {
		query: text,
		total: found.total,
		page,
		limit,
		results,
		corrected: found.corrected,
		correctedQuery: found.text,
		facets: found.facets,
		index: info,
		tookMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
	};
}

/** A chunk's text with its sentences as ranges of it, not of the article. */
function relative({ text, sentences, start: offset }: IndexedChunk) {
	return {
		text,
		sentences: sentences.map(({ start, end }) => ({ start: start - offset, end: end - offset })),
	};
}
