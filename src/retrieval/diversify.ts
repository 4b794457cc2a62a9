/** Diversity: neither one article nor copies of one text fill the list, and what stands together comes as one. */

import type { RankedCandidate } from "./fuse.ts";
import { gapBetween } from "./join-neighbours.ts";

/** So many passages of one article among the first `TOP`, where the question does not say otherwise. */
const DEFAULT_PER_ARTICLE = 2;

/** What a reader sees without scrolling far. */
const TOP = 5;

/** So many neighbours become one passage; more of them would be a page to read. */
const MAX_NEIGHBOURS = 2;

/** Only candidates up to this rank join others: where few articles are left, the worst of them would come to be looked at. */
const JOINING = 10;

/**
 * Texts that have so many of all their different words in common (Jaccard; Broder 1997, "On the resemblance and
 * containment of documents") are one text: a notice sent out again with another date, an article taken over.
 */
const COPY = 0.8;

/** Candidates that are shown as one passage, best first: one, or neighbours in an article. */
export type Neighbours = readonly [RankedCandidate, ...RankedCandidate[]];

/**
 * The first `limit` passages in order, but with at most `perArticle` of one article, and no text twice or nearly so,
 * among the first five while other articles have something to offer. Until five are found, a candidate that stands right
 * beside one of them joins it. What is passed over comes right behind them, in its order, each by itself.
 */
export function diversify(
	ranked: readonly RankedCandidate[],
	limit: number,
	perArticle = DEFAULT_PER_ARTICLE,
): Neighbours[] {
	const top: [RankedCandidate, ...RankedCandidate[]][] = [];
	const passedOver: RankedCandidate[] = [];
	const texts: ReadonlySet<string>[] = [];
	let next = 0;
	for (; next < ranked.length && top.length < Math.min(TOP, limit); next++) {
		const one = ranked[next] as RankedCandidate;
		const { articleId, text } = one.candidate.chunk;
		const words = wordsOf(text);
		if (texts.some((other) => resemblance(words, other) >= COPY)) {
			passedOver.push(one);
			continue;
		}
		const ofArticle = top.filter(([best]) => best.candidate.chunk.articleId === articleId);
		const beside =
			next < JOINING
				? ofArticle.find(
						(group) =>
							group.length < MAX_NEIGHBOURS && group.some((other) => areNeighbours(other, one)),
					)
				: undefined;
		if (beside !== undefined) beside.push(one);
		else if (ofArticle.length < perArticle) top.push([one]);
		else {
			passedOver.push(one);
			continue;
		}
		texts.push(words);
	}
	const rest = [...passedOver, ...ranked.slice(next)];
	return [...top, ...rest.map((one): Neighbours => [one])].slice(0, limit);
}

function areNeighbours(one: RankedCandidate, other: RankedCandidate): boolean {
	const [a, b] = [one.candidate.chunk, other.candidate.chunk];
	return gapBetween(a, b) !== null || gapBetween(b, a) !== null;
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
