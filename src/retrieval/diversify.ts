/** Diversity: neither one article nor copies of one text fill the list. */

import type { RankedCandidate } from "./fuse.ts";

/** So many passages of one article among the first `TOP`, where the question does not say otherwise. */
const DEFAULT_PER_ARTICLE = 2;

/** What a reader sees without scrolling far. */
const TOP = 5;

/**
 * Texts that have so many of all their different words in common (Jaccard; Broder 1997, "On the resemblance and
 * containment of documents") are one text: a notice sent out again with another date, an article taken over.
 */
const COPY = 0.8;

/**
 * The first `limit` candidates in order, but with at most `perArticle` of one article, and no text twice or nearly so,
 * among the first five while other articles have something to offer. What is passed over comes right behind them,
 * in its order.
 */
export function diversify(
	ranked: readonly RankedCandidate[],
	limit: number,
	perArticle = DEFAULT_PER_ARTICLE,
): RankedCandidate[] {
	const top: RankedCandidate[] = [];
	const passedOver: RankedCandidate[] = [];
	const counts = new Map<string, number>();
	const texts: ReadonlySet<string>[] = [];
	let next = 0;
	for (; next < ranked.length && top.length < Math.min(TOP, limit); next++) {
		const one = ranked[next] as RankedCandidate;
		const { articleId, text } = one.candidate.chunk;
		const count = counts.get(articleId) ?? 0;
		const words = wordsOf(text);
		if (count >= perArticle || texts.some((other) => resemblance(words, other) >= COPY)) {
			passedOver.push(one);
			continue;
		}
		counts.set(articleId, count + 1);
		texts.push(words);
		top.push(one);
	}
	return [...top, ...passedOver, ...ranked.slice(next)].slice(0, limit);
}

function wordsOf(text: string): ReadonlySet<string> {
	return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
}

/** Share of the words of both that both have, 0 to 1; 1 for two texts without a word. */
function resemblance(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	let shared = 0;
	for (const word of one) if (other.has(word)) shared += 1;
	const all = one.size + other.size - shared;
	return all === 0 ? 1 : shared / all;
}
