/** Candidates: the chunks an engine proposes for a question, with what each leg thought of them. */

import type { IndexedChunk } from "./indexed-chunk.ts";
import type { LegScores } from "./passage.ts";
import type { ArticleFilter } from "./question.ts";

export interface CandidateQuery {
	readonly text: string;
	/** The question's embedding, by the embedder the index was built with; null asks the lexical leg alone. */
	readonly vector: Float32Array | null;
	/** False asks the semantic leg alone. */
	readonly lexical: boolean;
	readonly filter: ArticleFilter;
	/** How many candidates each leg proposes at most. */
	readonly limit: number;
}

/**
 * A candidate carries the scores of both legs where both were asked, whichever leg proposed it: a
 * chunk without any question word has a lexical score of 0.
 */
export interface Candidate {
	readonly chunk: IndexedChunk;
	readonly scores: LegScores;
}

/** How many of what was found have each value. */
export interface Facets {
	readonly tags: Readonly<Record<string, number>>;
	readonly authors: Readonly<Record<string, number>>;
	readonly years: Readonly<Record<string, number>>;
	/** The site owner's own fields, by name. */
	readonly fields: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface CandidateSet {
	/** Not in any promised order. */
	readonly candidates: readonly Candidate[];
}
