/** Articles that hold the words of a search, for a reader who is still typing. */

import type { Facets } from "./candidate.ts";
import type { IndexedChunk } from "./indexed-chunk.ts";
import type { Respelling } from "./interpretation.ts";
import type { ArticleFilter } from "./question.ts";

export interface ArticleQuery {
	/** As typed so far: where it does not end with white space, its last word may go on. */
	readonly text: string;
	readonly filter: ArticleFilter;
	/** How many of the best articles to leave out. */
	readonly offset: number;
	/** How many to give. */
	readonly limit: number;
}

export interface ArticleMatches {
	/** How many articles there are that hold a word of the search. */
	readonly total: number;
	/** The best chunk of each article; articles that hold all words first. */
	readonly chunks: readonly IndexedChunk[];
	/** Number of articles by value, over all of `total`. */
	readonly facets: Facets;
	/** Words that stand nowhere, and what was looked for instead. */
	readonly corrected: readonly Respelling[];
	/** What was looked for: the search with those words replaced. */
	readonly text: string;
	/** The terms that were looked for, to mark them, each with the place of its word among those of the search. */
	readonly terms: ReadonlyMap<string, number>;
}
