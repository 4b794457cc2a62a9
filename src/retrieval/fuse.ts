/** Fusion: one score for a candidate out of what both legs thought of it. */

import type { Candidate } from "../domain/candidate.ts";
import { logOdds } from "../domain/linear-model.ts";
import { bestScore, shareOfBest } from "./share-of-best.ts";

/** A candidate with the score it is ranked by, 0 to 1. */
export interface RankedCandidate {
	readonly candidate: Candidate;
	readonly score: number;
	/** What the ranker judged it by, in the order of `RANKING_FEATURES`; none where it did not look. */
	readonly features?: Float64Array;
	/** What speaks for it beside its score, in log-odds. */
	readonly moved?: Moved;
}

export interface Moved {
	/** Its day of publication. */
	readonly byDate?: number;
	/** That it has what the question has in quotation marks. */
	readonly byPhrases?: number;
}

/**
 * Log-odds with all that speaks for a candidate: what it is ordered by. The score is left as the ranker said,
 * because confidence rests on it.
 */
export function worthOf({ score, moved }: RankedCandidate): number {
	return logOdds(score) + (moved?.byDate ?? 0) + (moved?.byPhrases ?? 0);
}

/** Best first, equals in their order. */
export function byWorth(ranked: readonly RankedCandidate[]): RankedCandidate[] {
	return ranked.toSorted((a, b) => worthOf(b) - worthOf(a));
}

/**
 * Share of the semantic leg in the fused score. 0 ranks by words alone, 1 by meaning alone.
 *
 * Chosen on five public question collections (squad, nq, scifact, cran, cisi): 0.4 lies between the
 * optimum of fact questions (0.3) and of topic questions (0.5), each within 0.004 nDCG@10 of its best.
 */
export const DEFAULT_SEMANTIC_WEIGHT = 0.4;

/**
 * Orders candidates by the weighted sum of their scores, each leg divided by its best score for the
 * question ("max-normalised"). Ranks alone (reciprocal rank fusion) would throw away how sure a leg
 * is, which costs quality. Equal scores keep the order of chunk ids, so that results are stable.
 *
 * @param semanticWeight 0 to 1; a leg that was not asked leaves its share to the other.
 */
export function fuse(candidates: readonly Candidate[], semanticWeight: number): RankedCandidate[] {
	const bestLexical = bestScore(candidates.map(({ scores }) => scores.lexical));
	const bestSemantic = bestScore(candidates.map(({ scores }) => scores.semantic));
	const lexicalShare = bestLexical > 0 ? 1 - semanticWeight : 0;
	const semanticShare = bestSemantic > 0 ? semanticWeight : 0;
	const total = lexicalShare + semanticShare;
	if (total === 0) return [];
	const ranked = candidates.map((candidate) => {
		const lexical = shareOfBest(candidate.scores.lexical, bestLexical);
		const semantic = shareOfBest(candidate.scores.semantic, bestSemantic);
		return { candidate, score: (lexicalShare * lexical + semanticShare * semantic) / total };
	});
	return ranked.filter(({ score }) => score > 0).sort(byScore);
}

/** Best first; equal scores by chunk id. */
function byScore(a: RankedCandidate, b: RankedCandidate): number {
	if (a.score !== b.score) return b.score - a.score;
	return a.candidate.chunk.id < b.candidate.chunk.id ? -1 : 1;
}
