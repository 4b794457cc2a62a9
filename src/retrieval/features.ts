/** Features: what is known of a candidate beside others when they are ranked for one question. */

import type { Token } from "../domain/analysis.ts";
import type { Candidate } from "../domain/candidate.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import { type QuestionMeaning, raise, softCoverage } from "../domain/meaning.ts";
import { matchWords, type QuestionWords, weightOf } from "../domain/word-match.ts";

/** In the order of a feature vector; each 0 to 1, but for the cosine and the length. */
export const RANKING_FEATURES = [
	/** BM25 as a share of the question's best. */
	"lexical",
	/** Cosine as a share of the question's best. */
	"semantic",
	/** Share of the question's words, by rarity, in the text. */
	"coverage",
	/** The same in title and headings. */
	"titleCoverage",
	/** The same in text, title and headings together. */
	"allCoverage",
	/** The same in the best run of words as long as a sentence. */
	"window",
	/** Cosine of the best sentence, -1 to 1. */
	"sentence",
	/** Soft coverage (MaxSim) by the best sentence. */
	"softSentence",
	/** Soft coverage by text, title and headings together. */
	"softAll",
	/** Natural logarithm of the number of words. */
	"length",
] as const;

export type RankingFeature = (typeof RANKING_FEATURES)[number];

/** What features are made of beside the candidates. */
export interface FeatureSources {
	/** The question's words by the rules of a language. */
	readonly words: (lang: string | null) => QuestionWords;
	readonly meaning: QuestionMeaning;
	readonly analyze: (text: string, lang: string | null) => readonly Token[];
}

/**
 * One vector a candidate, in the order of `RANKING_FEATURES`.
 *
 * @param candidates all that the question has: the shares are of the best of them
 * @param count for how many of them, from the first on
 */
export function rankingFeatures(
	candidates: readonly Candidate[],
	count: number,
	sources: FeatureSources,
): Float64Array[] {
	const bestLexical = best(candidates.map(({ scores }) => scores.lexical));
	const bestSemantic = best(candidates.map(({ scores }) => scores.semantic));
	return candidates
		.slice(0, count)
		.map(({ chunk, scores }) =>
			Float64Array.of(
				share(scores.lexical, bestLexical),
				share(scores.semantic, bestSemantic),
				...chunkFeatures(chunk, sources),
			),
		);
}

function chunkFeatures(chunk: IndexedChunk, sources: FeatureSources): number[] {
	const { lang, title } = chunk.article;
	const words = sources.words(lang);
	const tokens = sources.analyze(chunk.text, lang);
	const above = [title, ...chunk.headings].join("\n");
	const inText = matchWords(words, tokens);
	const inTitle = matchWords(words, sources.analyze(above, lang));
	const { similarity, softSentence, softAll } = meaningOfChunk(chunk, above, sources.meaning);
	return [
		inText.coverage,
		inTitle.coverage,
		weightOf(new Set([...inText.found, ...inTitle.found]), words.weights),
		inText.window,
		similarity,
		softSentence,
		softAll,
		Math.log(1 + tokens.length),
	];
}

function meaningOfChunk(chunk: IndexedChunk, above: string, meaning: QuestionMeaning) {
	const { weights } = meaning;
	let { nearest } = meaning.compare(above);
	let similarity = -1;
	let softSentence = 0;
	for (const { start, end } of chunk.sentences) {
		const match = meaning.compare(chunk.text.slice(start - chunk.start, end - chunk.start));
		similarity = Math.max(similarity, match.similarity);
		softSentence = Math.max(softSentence, softCoverage(weights, match.nearest));
		nearest = raise(nearest, match.nearest);
	}
	return { similarity, softSentence, softAll: softCoverage(weights, nearest) };
}

function best(scores: readonly (number | null)[]): number {
	return scores.reduce<number>((max, score) => Math.max(max, score ?? 0), 0);
}

/** A negative cosine says "unrelated", not "less than unrelated": it counts as 0. */
function share(score: number | null, bestScore: number): number {
	return score === null || score <= 0 || bestScore <= 0 ? 0 : score / bestScore;
}
