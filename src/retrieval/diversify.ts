/** Diversity: no article fills the list. */

import type { RankedCandidate } from "./fuse.ts";

/** So many passages of one article among the first `TOP`, where the question does not say otherwise. */
const DEFAULT_PER_ARTICLE = 2;

/** What a reader sees without scrolling far. */
const TOP = 5;

/**
 * The first `limit` candidates in order, but with at most `perArticle` of one article, and no text
 * twice, among the first five while other articles have something to offer. What is passed over comes
 * right behind them, in its order.
 */
export function diversify(
	ranked: readonly RankedCandidate[],
	limit: number,
	perArticle = DEFAULT_PER_ARTICLE,
): RankedCandidate[] {
	const top: RankedCandidate[] = [];
	const passedOver: RankedCandidate[] = [];
	const counts = new Map<string, number>();
	const texts = new Set<string>();
	let next = 0;
	for (; next < ranked.length && top.length < Math.min(TOP, limit); next++) {
		const one = ranked[next] as RankedCandidate;
		const { articleId, text } = one.candidate.chunk;
		const count = counts.get(articleId) ?? 0;
		if (count >= perArticle || texts.has(text)) {
			passedOver.push(one);
			continue;
		}
		counts.set(articleId, count + 1);
		texts.add(text);
		top.push(one);
	}
	return [...top, ...passedOver, ...ranked.slice(next)].slice(0, limit);
}
