/** Facets of a question: which tags, authors, years and own fields the passages near to it have. */

import type { Facets } from "../domain/candidate.ts";
import type { RankedCandidate } from "./fuse.ts";
import { bestScore } from "./share-of-best.ts";

/**
 * What is less than so much as likely as the best is not near: nearly every passage of a site shares some word with a
 * question.
 */
const NEAR = 0.1;

/** Counts passages by value, those alone that the ranker looked at and that are near. */
export function nearFacets(ranked: readonly RankedCandidate[]): Facets {
	const looked = ranked.filter(({ features }) => features !== undefined);
	const best = bestScore(looked.map(({ score }) => score));
	const near = looked.filter(({ score }) => score >= NEAR * best);
	const articles = near.map(({ candidate }) => candidate.chunk.article);
	const names = [...new Set(articles.flatMap(({ fields }) => Object.keys(fields)))];
	return {
		tags: counts(articles.flatMap(({ tags }) => tags)),
		authors: counts(articles.flatMap(({ authors }) => authors)),
		years: counts(articles.flatMap(({ published }) => yearOf(published))),
		fields: Object.fromEntries(
			names.map((name) => [name, counts(articles.flatMap(({ fields }) => fields[name] ?? []))]),
		),
	};
}

/** The most frequent first, equals in their order. */
function counts(values: readonly string[]): Record<string, number> {
	const byValue = new Map<string, number>();
	for (const value of values) byValue.set(value, (byValue.get(value) ?? 0) + 1);
	return Object.fromEntries([...byValue].sort((a, b) => b[1] - a[1]));
}

/** In UTC, as the filter by year reads it. */
function yearOf(published: string | null): string[] {
	const year = published === null ? Number.NaN : new Date(published).getUTCFullYear();
	return Number.isNaN(year) ? [] : [String(year)];
}
