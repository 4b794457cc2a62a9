/** How a question was understood: its spelling mended, and what it says of when. */

export interface DateSpan {
	/** The words of the question it was read from. */
	readonly text: string;
	/** First day meant, `YYYY-MM-DD`; null for any day up to `to`. */
	readonly from: string | null;
	/** Last day meant; null for any day since `from`. */
	readonly to: string | null;
}

/** Whether what is dated so was published on one of the days; what has no date was not. */
export function isPublishedIn(published: string | null, { from, to }: DateSpan): boolean {
	const day = published?.slice(0, 10);
	return day !== undefined && day >= (from ?? "") && (to === null || day <= to);
}

/** A word that was taken for a typing error. */
export interface Respelling {
	/** As the question has it. */
	readonly from: string;
	/** As the articles have it. */
	readonly to: string;
}

/** What a question says of when. */
export interface WhenAsked {
	readonly dates: DateSpan | null;
	/** Whether newer articles are to come first. */
	readonly newest: boolean;
}

export interface Interpretation extends WhenAsked {
	/** The question as it was looked for, its spelling mended. */
	readonly question: string;
	readonly spelling: readonly Respelling[];
	/** What the question has in quotation marks, and whether any passage has it word for word. */
	readonly phrases: readonly { readonly text: string; readonly found: boolean }[];
}
