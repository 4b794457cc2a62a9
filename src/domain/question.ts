/** What a reader asks, and which articles may answer. */

/** Restricts a question to some articles. Values of one field are alternatives; fields all apply. */
export interface ArticleFilter {
	readonly tags?: readonly string[];
	readonly authors?: readonly string[];
	readonly langs?: readonly string[];
	/** First day of publication that counts, inclusive, as `YYYY-MM-DD` (UTC). */
	readonly from?: string;
	/** Last day of publication that counts, inclusive, as `YYYY-MM-DD` (UTC). */
	readonly to?: string;
}

export interface Question {
	readonly text: string;
	readonly filter: ArticleFilter;
	/** How many passages to return. */
	readonly limit: number;
	/** At most so many passages of one article among the first five; by default two. */
	readonly perArticle?: number;
	/** The day that "last week" is counted from; today by default. */
	readonly asOf?: Date;
}
