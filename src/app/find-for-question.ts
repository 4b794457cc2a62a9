/** What answering and explaining have in common: a question embedded, read, and its best candidates found. */

import { ANSWER_PASSAGES, type AnswerSources } from "../answering/select-sentences.ts";
import type { Candidate, Facets } from "../domain/candidate.ts";
import type { Interpretation } from "../domain/interpretation.ts";
import type { Question } from "../domain/question.ts";
import { diversify, type Neighbours } from "../retrieval/diversify.ts";
import type { RankedCandidate } from "../retrieval/fuse.ts";
import { nearFacets } from "../retrieval/near-facets.ts";
import { hasPhrase, readPhrases } from "../retrieval/prefer-phrases.ts";
import { expectedRelevant } from "../retrieval/rank.ts";
import { oldestAnswer, readDates } from "../retrieval/read-dates.ts";
import { findPassages } from "./find-passages.ts";
import { requireKnownFields } from "./known-fields.ts";
import type { QuestionIndex } from "./question-index.ts";
import { respell } from "./respell.ts";

export interface FoundForQuestion {
	/** Null where the question was taken as it stands. */
	readonly interpreted: Interpretation | null;
	/** All that both legs proposed. */
	readonly candidates: readonly Candidate[];
	/** As `passagesOf` gives them. */
	readonly passages: readonly Neighbours[];
	readonly facets: Facets;
	readonly sources: Omit<AnswerSources, "tokensOf" | "idf">;
}

/** @throws SiteciteError `bad_request` for a field that the index does not know */
export async function findForQuestion(
	index: QuestionIndex,
	question: Question,
	signal?: AbortSignal,
): Promise<FoundForQuestion> {
	const { engine, embedder, meaning, models } = index;
	const { filter, limit, perArticle, asOf = new Date() } = question;
	requireKnownFields(index, filter);
	const options = signal ? { signal } : {};
	const { text, changes } = respell(question.text, engine, meaning);
	const [vector = null] = (await embedder?.embed([text], options)) ?? [];
	const when = readDates(text, asOf);
	const quoted = readPhrases(text);
	const { ranked, candidates, sources } = await findPassages(
		{ engine, meaning, ranker: models.ranker },
		{ text, vector, lexical: true, filter },
		{ when, phrases: quoted, ...options },
	);
	const phrases = quoted.map((phrase) => ({
		text: phrase,
		found: candidates.some((candidate) => hasPhrase(candidate, phrase)),
	}));
	const isPlain = changes.length + phrases.length === 0 && when.dates === null && !when.newest;
	return {
		interpreted: isPlain ? null : { question: text, spelling: changes, phrases, ...when },
		candidates,
		passages: passagesOf(ranked, limit, perArticle),
		facets: nearFacets(ranked),
		// What is answered is the question that was looked for: as it was asked, its typing errors mended.
		sources: {
			...sources,
			question: text,
			dates: when.dates,
			relevant: expectedRelevant(ranked),
			since: when.dates && oldestAnswer(when.dates, asOf),
		},
	};
}

/**
 * Best first: as many as are wanted, and at least as many as an answer is made from; behind them the very best
 * that had to make way for other articles.
 */
export function passagesOf(
	ranked: readonly RankedCandidate[],
	limit: number,
	perArticle?: number,
): Neighbours[] {
	const shown = diversify(ranked, Math.max(limit, ANSWER_PASSAGES), perArticle);
	const known = new Set(shown.flat());
	const others = ranked.slice(0, ANSWER_PASSAGES).filter((one) => !known.has(one));
	return [...shown, ...others.map((one): Neighbours => [one])];
}
