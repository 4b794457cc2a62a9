/** A chunk: consecutive whole sentences of one article under one heading path. What is indexed and cited. */

import type { TextRange } from "./text-range.ts";

/** `text === article.text.slice(start, end)`, always. */
export interface Chunk extends TextRange {
	/** Derived from the article's id and the chunk's text and position among equal texts. */
	readonly id: string;
	readonly articleId: string;
	readonly text: string;
	/** Headings above the chunk, outermost first, the title left out. */
	readonly headings: readonly string[];
	/** Sentences of the chunk in order, as ranges of the article's canonical text. */
	readonly sentences: readonly TextRange[];
	/** The chunk's place in the file as written. */
	readonly source: TextRange;
	/** 0 for the article's first chunk. */
	readonly ordinal: number;
}
