/** The use case behind `ask --explain`: what each leg proposed, what the ranker made of it, and why a sentence won. */

import { CONFIDENCE_FEATURES } from "../answering/confidence.ts";
import { type AnswerSources, evidenceOf, scoreSentences } from "../answering/select-sentences.ts";
import { SENTENCE_FEATURES } from "../answering/sentence-features.ts";
import type { Interpretation } from "../domain/interpretation.ts";
import { type LinearModel, linearScore, probability } from "../domain/linear-model.ts";
import type { LegScores, Passage } from "../domain/passage.ts";
import type { Question } from "../domain/question.ts";
import { citePassage } from "../retrieval/cite-passage.ts";
import { RANKING_FEATURES } from "../retrieval/features.ts";
import { DEFAULT_SEMANTIC_WEIGHT, fuse } from "../retrieval/fuse.ts";
import { type AskSettings, thresholdOf } from "./ask-settings.ts";
import { findForQuestion } from "./find-for-question.ts";
import { layOut } from "./lay-out.ts";
import type { OpenIndex } from "./open-index.ts";

/** A feature's value, and what it adds to the log-odds: its value times its weight. */
export interface Contribution {
	readonly feature: string;
	readonly value: number;
	readonly contribution: number;
}

export interface ExplainedCandidate {
	/** Rank of the passage that it is, or is part of, from 1. */
	readonly rank: number;
	/** Place before the ranker, by the weighted sum of both legs. */
	readonly fusedRank: number;
	readonly article: string;
	readonly text: string;
	readonly scores: LegScores;
	readonly score: number;
	/** What speaks for it beside its score, in log-odds; 0 where nothing does. */
	readonly moved: { readonly byDate: number; readonly byPhrases: number };
	/** Largest first; null beyond the depth that is ranked. */
	readonly contributions: readonly Contribution[] | null;
}

export interface ExplainedSentence {
	readonly text: string;
	/** Number of the passage it stands in. */
	readonly citation: number;
	/** Log-odds against the question's other sentences. */
	readonly score: number;
	readonly contributions: readonly Contribution[];
}

export interface Explanation {
	readonly question: string;
	readonly interpreted: Interpretation | null;
	/** The question's words as the index knows them, with their shares of its rarity. */
	readonly words: readonly { readonly term: string; readonly weight: number }[];
	readonly proposed: { readonly lexical: number; readonly semantic: number };
	readonly candidates: readonly ExplainedCandidate[];
	readonly sentences: readonly ExplainedSentence[];
	/** Null where there is no sentence to be confident of. */
	readonly confidence: {
		readonly value: number;
		readonly threshold: number;
		readonly contributions: readonly Contribution[];
	} | null;
}

/** Sentences that are explained: the winner and what it won against. */
const SENTENCES = 5;

/** @param question with `limit` saying how many candidates are explained */
export async function explain(
	index: OpenIndex,
	question: Question,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<Explanation> {
	const { engine, models } = index;
	const found = await findForQuestion(index, question, signal);
	const { sources, candidates, passages: best } = found;
	const fused = fuse(candidates, DEFAULT_SEMANTIC_WEIGHT);
	const { parts: passages, place } = layOut(best, (one, number) => citePassage(one, number, []));
	const answerSources: AnswerSources = {
		...sources,
		idf: engine.idf,
		tokensOf: ({ text, citation }: Passage) => engine.analyze(text, citation.article.lang),
	};
	const scored = scoreSentences(passages, answerSources, models.sentences);
	const [winner] = scored;
	const words = sources.words(best[0]?.[0].candidate.chunk.article.lang ?? null);
	const evidence = winner && evidenceOf(winner, passages, answerSources);
	return {
		question: question.text,
		interpreted: found.interpreted,
		words: words.terms.map((term, place) => ({ term, weight: words.weights[place] ?? 0 })),
		proposed: {
			lexical: candidates.filter(({ scores }) => (scores.lexical ?? 0) > 0).length,
			semantic: candidates.filter(({ scores }) => scores.semantic !== null).length,
		},
		candidates: best.slice(0, question.limit).flatMap((neighbours, i) =>
			neighbours.map(({ candidate, score, features, moved }) => ({
				rank: i + 1,
				fusedRank: fused.findIndex((fusedOne) => fusedOne.candidate === candidate) + 1,
				article: candidate.chunk.article.title,
				text: candidate.chunk.text,
				scores: candidate.scores,
				score,
				moved: { byDate: moved?.byDate ?? 0, byPhrases: moved?.byPhrases ?? 0 },
				contributions: features ? contributions(models.ranker, RANKING_FEATURES, features) : null,
			})),
		),
		sentences: scored.slice(0, SENTENCES).map(({ passage, index: nth, features: own, score }) => {
			const { start, end } = passage.sentences[nth] ?? { start: 0, end: 0 };
			const text = passage.text.slice(start, end);
			return {
				text,
				citation: place({ text, start, end, citation: passage.citation.number }).citation,
				score,
				contributions: contributions(models.sentences, SENTENCE_FEATURES, own),
			};
		}),
		confidence:
			evidence === undefined
				? null
				: {
						value: probability(linearScore(models.confidence, CONFIDENCE_FEATURES, evidence)),
						threshold: thresholdOf(settings, models),
						contributions: contributions(models.confidence, CONFIDENCE_FEATURES, evidence),
					},
	};
}

function contributions<Feature extends string>(
	{ weights }: LinearModel<Feature>,
	features: readonly Feature[],
	values: ArrayLike<number>,
): Contribution[] {
	return features
		.map((feature, i) => {
			const value = values[i] ?? 0;
			return { feature, value, contribution: value * weights[feature] };
		})
		.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
