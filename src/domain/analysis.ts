/** Analysis: how text becomes the terms that are indexed and asked for. */

import type { TextRange } from "./text-range.ts";

/** One word of a text, with the term it is indexed under. */
export interface Token extends TextRange {
	/** Normalised, stemmed word. */
	readonly term: string;
	/** Whether questions leave the word out (articles, question words). */
	readonly isStopWord: boolean;
}

/** What the index knows of a term's rarity: BM25 idf, larger is rarer; the maximum for an unknown term. */
export type InverseDocumentFrequency = (term: string) => number;
