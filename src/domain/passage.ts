/** A passage: a chunk, or neighbours joined, as an answer to one question. */

import type { Citation } from "./citation.ts";
import type { TextRange } from "./text-range.ts";

/** What each leg thought of a candidate; null where the leg did not score it. */
export interface LegScores {
	/** BM25, unbounded above. */
	readonly lexical: number | null;
	/** Cosine similarity of question and chunk, -1 to 1. */
	readonly semantic: number | null;
}

export interface Passage {
	/** 1 for the best. */
	readonly rank: number;
	/** How likely it is relevant, as the ranker says: 0 to 1. */
	readonly score: number;
	readonly scores: LegScores;
	/** Log-odds of the score with what else speaks for it, such as a date: what decides which passages may answer. */
	readonly worth: number;
	readonly text: string;
	/** Ranges of `text` that match the question. */
	readonly highlights: readonly TextRange[];
	/** Sentences of `text`. */
	readonly sentences: readonly TextRange[];
	readonly citation: Citation;
}
