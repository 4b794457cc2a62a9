/** The use case of reading on: the articles nearest in meaning to one. */

import type { RelatedResponse } from "../contract/related.ts";
import type { OpenIndex } from "./open-index.ts";
import { requireArticle } from "./require-article.ts";
import { shownArticle } from "./shown-article.ts";

/** Chunks looked at for each article wanted, beside the article's own: most articles have several near ones. */
const CHUNKS_PER_ARTICLE = 20;

/**
 * The best first. An article is as near as the nearest of its chunks is to the mean of the other one's chunks.
 *
 * @throws SiteciteError `not_found`
 */
export async function relatedArticles(
	index: OpenIndex,
	id: string,
	limit: number,
	signal?: AbortSignal,
): Promise<RelatedResponse> {
	const { engine, list, info } = index;
	requireArticle(index, id);
	const own = engine.vectorsOf(id);
	const vector = meanOf(own);
	if (vector === null) return { articles: [], index: info };
	const { candidates } = await engine.candidates(
		{
			text: "",
			vector,
			lexical: false,
			filter: {},
			limit: own.length + limit * CHUNKS_PER_ARTICLE,
		},
		signal,
	);
	const nearness = new Map<string, number>();
	for (const { chunk, scores } of candidates) {
		const { articleId } = chunk;
		if (articleId === id) continue;
		nearness.set(articleId, Math.max(nearness.get(articleId) ?? -1, scores.semantic ?? -1));
	}
	const nearest = [...nearness].sort(([a, near], [b, nearer]) => nearer - near || (a < b ? -1 : 1));
	const articles = nearest.slice(0, limit).flatMap(([articleId, similarity]) => {
		const article = list.get(articleId);
		// Rounding of the vectors' bytes may carry a cosine a little past 1.
		return article === null
			? []
			: [{ ...shownArticle(article), similarity: Math.min(1, Math.max(-1, similarity)) }];
	});
	return { articles, index: info };
}

/** Null where there is none, or where they cancel each other out. */
function meanOf(vectors: readonly Float32Array[]): Float32Array | null {
	const [first] = vectors;
	if (first === undefined) return null;
	const mean = new Float32Array(first.length);
	for (const vector of vectors) {
		for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
	}
	return mean.some((component) => component !== 0) ? mean : null;
}
