/** What answering and explaining have in common: a question embedded, read, and its best candidates found. */

import type { Candidate, Facets } from "../domain/candidate.ts";
import type { Interpretation } from "../domain/interpretation.ts";
import type { Question } from "../domain/question.ts";
import type { QuestionSources } from "../domain/question-sources.ts";
import { diversify } from "../retrieval/diversify.ts";
import type { RankedCandidate } from "../retrieval/fuse.ts";
import { readDates } from "../retrieval/read-dates.ts";
import { findPassages } from "./find-passages.ts";
import type { OpenIndex } from "./open-index.ts";

export interface FoundForQuestion {
	readonly interpreted: Interpretation | null;
	/** All that both legs proposed. */
	readonly candidates: readonly Candidate[];
	/** As many as the question wants, best first. */
	readonly passages: readonly RankedCandidate[];
	readonly facets: Facets;
	readonly sources: QuestionSources;
}

export async function findForQuestion(
	{ engine, embedder, meaning, models }: OpenIndex,
	{ text, filter, limit, perArticle, asOf = new Date() }: Question,
	signal?: AbortSignal,
): Promise<FoundForQuestion> {
	const options = signal ? { signal } : {};
	const [vector = null] = (await embedder?.embed([text], options)) ?? [];
	const interpreted = readDates(text, asOf);
	const { ranked, candidates, facets, sources } = await findPassages(
		{ engine, meaning, ranker: models.ranker },
		{ text, vector, lexical: true, filter },
		{ interpreted, ...options },
	);
	return {
		interpreted,
		candidates,
		passages: diversify(ranked, limit, perArticle),
		facets,
		sources,
	};
}
