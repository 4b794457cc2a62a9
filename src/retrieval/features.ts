/** Features: what is known of a candidate beside others when they are ranked for one question. */

import type { Candidate } from "../domain/candidate.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import { type QuestionMeaning, raise, softCoverage } from "../domain/meaning.ts";
import type { QuestionSources } from "../domain/question-sources.ts";
import { matchWords, weightOf } from "../domain/word-match.ts";
import { bestScore, shareOfBest } from "./share-of-best.ts";

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

/**
 * One vector a candidate, in the order of `RANKING_FEATURES`.
 *
 * @param candidates all that the question has: the shares are of the best of them
 * @param count for how many of them, from the first on
 */
export function rankingFeatures(
	candidates: readonly Candidate[],
	count: number,
	sources: QuestionSources,
): Float64Array[] {
	const bestLexical = bestScore(candidates.map(({ scores }) => scores.lexical));
	const bestSemantic = bestScore(candidates.map(({ scores }) => scores.semantic));
	const chunks = candidates.slice(0, count).map(({ chunk }) => chunk);
	const meanings = meaningsOf(chunks, sources.meaning);
	return chunks.map((chunk, i) => {
		const scores = candidates[i]?.scores;
		return Float64Array.of(
			shareOfBest(scores?.lexical ?? null, bestLexical),
			shareOfBest(scores?.semantic ?? null, bestSemantic),
			...chunkFeatures(chunk, meanings[i] ?? NO_MEANING, sources),
		);
	});
}

function chunkFeatures(
	chunk: IndexedChunk,
	{ sentence, softSentence, softAll }: ChunkMeaning,
	sources: QuestionSources,
): number[] {
	const { lang } = chunk.article;
	const words = sources.words(lang);
	const tokens = sources.analyze(chunk.text, lang);
	const inText = matchWords(words, tokens);
	const inTitle = matchWords(words, sources.analyze(above(chunk), lang));
	return [
		inText.coverage,
		inTitle.coverage,
		weightOf(new Set([...inText.found, ...inTitle.found]), words.weights),
		inText.window,
		sentence,
		softSentence,
		softAll,
		Math.log(1 + tokens.length),
	];
}

interface ChunkMeaning {
	readonly sentence: number;
	readonly softSentence: number;
	readonly softAll: number;
}

const NO_MEANING: ChunkMeaning = { sentence: 0, softSentence: 0, softAll: 0 };

/** All texts of all chunks are compared in one go. */
function meaningsOf(chunks: readonly IndexedChunk[], meaning: QuestionMeaning): ChunkMeaning[] {
	const matches = meaning.compare(chunks.flatMap((chunk) => [above(chunk), ...sentencesOf(chunk)]));
	let next = 0;
	return chunks.map(({ sentences }) => {
		const [title, ...own] = matches.slice(next, next + 1 + sentences.length);
		next += 1 + sentences.length;
		const { weights } = meaning;
		const all = own.reduce(
			(nearest, match) => raise(nearest, match.nearest),
			title?.nearest ?? new Float32Array(weights.length),
		);
		return {
			sentence: own.reduce((max, { similarity }) => Math.max(max, similarity), -1),
			softSentence: own.reduce(
				(max, { nearest }) => Math.max(max, softCoverage(weights, nearest)),
				0,
			),
			softAll: softCoverage(weights, all),
		};
	});
}

function above({ article, headings }: IndexedChunk): string {
	return [article.title, ...headings].join("\n");
}

function sentencesOf({ text, start, sentences }: IndexedChunk): string[] {
	return sentences.map((range) => text.slice(range.start - start, range.end - start));
}
