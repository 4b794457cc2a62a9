/** Confidence: how likely the quoted sentences answer the question. */

import { type LinearModel, linearScore, probability } from "../domain/linear-model.ts";

/** What confidence is judged by, in the order of a feature vector. */
export const CONFIDENCE_FEATURES = [
	/** The best sentence's coverage of the question, alone and with its context. */
	"coverage",
	"contextCoverage",
	"passageCoverage",
	"pairs",
	/** Its nearness in meaning, alone and with its context. */
	"similarity",
	"soft",
	"contextSoft",
	/** The score of its passage, and the highest cosine among the first five passages. */
	"passageScore",
	"cosine",
	/** Whether it lacks what is asked for, widely and narrowly. */
	"typeLacking",
	"narrowLacking",
	/** How many passages are relevant, as the ranker reckons: what many are a little, none answers. */
	"relevant",
	/** Share of the question's words, by rarity, that stand nowhere in the index. */
	"unknown",
	/** Share of the question's rarest word that the passage lacks. */
	"rarestMissing",
	/** Share of the names, and of the numbers, of the question that the passage lacks; 0 where it has none. */
	"namesMissing",
	"numbersMissing",
	/** 1 / number of the question's words: little can be told from one or two. */
	"brevity",
] as const;

export type ConfidenceFeature = (typeof CONFIDENCE_FEATURES)[number];

/** A probability, 0 to 1. @param evidence in the order of `CONFIDENCE_FEATURES` */
export function confidenceOf(
	model: LinearModel<ConfidenceFeature>,
	evidence: ArrayLike<number>,
): number {
	return probability(linearScore(model, CONFIDENCE_FEATURES, evidence));
}
