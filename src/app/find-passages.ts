/** Wires the two legs, their fusion and the ranker: a question in, candidates in order out. */

import type { Candidate, CandidateQuery } from "../domain/candidate.ts";
import { type DateSpan, isPublishedIn, type WhenAsked } from "../domain/interpretation.ts";
import type { MeaningModel } from "../domain/meaning.ts";
import type { QuestionSources } from "../domain/question-sources.ts";
import { weightOf } from "../domain/word-match.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import { DEFAULT_SEMANTIC_WEIGHT, fuse, type RankedCandidate } from "../retrieval/fuse.ts";
import { preferDates } from "../retrieval/prefer-dates.ts";
import { preferPhrases } from "../retrieval/prefer-phrases.ts";
import { type Ranker, rank } from "../retrieval/rank.ts";
import { questionSources } from "./question-sources.ts";

/**
 * Candidates each leg proposes. On five public question collections no more than 0.001 nDCG@10 came
 * from looking further than the first hundred.
 */
export const CANDIDATES_PER_LEG = 100;

/** What finds passages in an index. */
export interface Finder {
	readonly engine: SearchEngine;
	/** Compares the question with single sentences and words. */
	readonly meaning: MeaningModel;
	readonly ranker: Ranker;
}

export interface Found {
	/** Best first. */
	readonly ranked: readonly RankedCandidate[];
	/** All that the legs proposed. */
	readonly candidates: readonly Candidate[];
	readonly sources: QuestionSources;
}

export interface FindOptions {
	/** Moves articles of the days that the question names up, and looks among them as well. */
	readonly when?: WhenAsked;
	/** Moves passages that have all of these word for word to the front. */
	readonly phrases?: readonly string[];
	/** 0 to 1: ranks by the weighted sum of both legs instead of the ranker, to measure the one by the other. */
	readonly semanticWeight?: number;
	readonly signal?: AbortSignal;
}

export async function findPassages(
	{ engine, meaning, ranker }: Finder,
	query: Omit<CandidateQuery, "limit">,
	{ semanticWeight, when, phrases = [], signal }: FindOptions = {},
): Promise<Found> {
	const wanted = { ...query, limit: CANDIDATES_PER_LEG };
	const { candidates: anyDay } = await engine.candidates(wanted, signal);
	const dates = when?.dates ?? null;
	const candidates =
		dates === null
			? anyDay
			: merge(anyDay, (await engine.candidates(within(wanted, dates), signal)).candidates);
	const sources = questionSources(query.text, engine, meaning);
	const fused = fuse(candidates, semanticWeight ?? DEFAULT_SEMANTIC_WEIGHT);
	const isMeant =
		dates && (({ chunk }: Candidate) => isPublishedIn(chunk.article.published, dates));
	const ranked = semanticWeight === undefined ? rank(fused, ranker, sources, isMeant) : fused;
	const preferred =
		when === undefined ? ranked : preferDates(ranked, when, shareOf(dates?.text ?? "", sources));
	return {
		ranked: preferPhrases(preferred, phrases),
		candidates,
		sources,
	};
}

/** The same query among articles published in the span, as far as its own filter lets them through. */
function within(query: CandidateQuery, { from, to }: DateSpan): CandidateQuery {
	const { filter } = query;
	const first = [from, filter.from]
		.filter((day) => day != null)
		.sort()
		.at(-1);
	const last = [to, filter.to].filter((day) => day != null).sort()[0];
	return {
		...query,
		filter: { ...filter, ...(first && { from: first }), ...(last && { to: last }) },
	};
}

/** Share of the question's words, by rarity, that stand in a part of it. */
function shareOf(part: string, { words, analyze }: QuestionSources): number {
	const { places, weights } = words(null);
	const own = analyze(part, null).map(({ term }) => places.get(term));
	return weightOf(new Set(own.filter((place) => place !== undefined)), weights);
}

function merge(all: readonly Candidate[], more: readonly Candidate[]): Candidate[] {
	const known = new Set(all.map(({ chunk }) => chunk.id));
	return [...all, ...more.filter(({ chunk }) => !known.has(chunk.id))];
}
