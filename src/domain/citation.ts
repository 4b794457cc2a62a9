/** What a reader needs to find a passage and check it. */

import type { TextRange } from "./text-range.ts";

/** W3C Web Annotation TextQuoteSelector: the quoted words and a little of what stands around them. */
export interface TextQuoteSelector {
	readonly type: "TextQuoteSelector";
	readonly exact: string;
	readonly prefix: string;
	readonly suffix: string;
}

/** W3C Web Annotation TextPositionSelector: a range of the article's canonical text. */
export interface TextPositionSelector extends TextRange {
	readonly type: "TextPositionSelector";
}

export interface CitedArticle {
	readonly id: string;
	readonly title: string;
	readonly url: string;
	readonly authors: readonly string[];
	readonly published: string | null;
	readonly lang: string | null;
}

export interface Citation {
	/** Unique in a response; answer sentences refer to it. */
	readonly number: number;
	readonly article: CitedArticle;
	/** Headings above the passage, outermost first. */
	readonly section: readonly string[];
	readonly selectors: readonly [TextQuoteSelector, TextPositionSelector];
	/** The passage's place in the file as written. */
	readonly source: TextRange & { readonly path: string };
	/** The article's URL with a text fragment that selects the passage, or of joined neighbours the best. */
	readonly deepLink: string;
}
