/** What a reader has typed so far, and which articles are wanted of those that hold it. */

import type { ArticleFilter } from "./question.ts";

export interface Search {
	/** Where it does not end with white space, its last word may go on. */
	readonly text: string;
	readonly filter: ArticleFilter;
	/** From 1. */
	readonly page: number;
	/** How many articles a page has. */
	readonly limit: number;
}
