/** What a reader asks, and which articles may answer. */

/** Restricts a question to some articles, or to parts of them. Values of one field are alternatives; fields all apply. */
export interface ArticleFilter {
	readonly tags?: readonly string[];
	readonly authors?: readonly string[];
	readonly langs?: readonly string[];
	/** Years of publication (UTC), as `2023`. */
	readonly years?: readonly string[];
	/** Headings: what stands under one of them, at any depth. */
	readonly sections?: readonly string[];
	/** Values of the site owner's own fields, by name. */
	readonly fields?: Readonly<Record<string, readonly string[]>>;
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
