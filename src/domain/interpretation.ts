/** What a question says of when: days it names, and whether it asks for the newest there is. */

export interface DateSpan {
	/** The words of the question it was read from. */
	readonly text: string;
	/** First day meant, `YYYY-MM-DD`; null for any day up to `to`. */
	readonly from: string | null;
	/** Last day meant; null for any day since `from`. */
	readonly to: string | null;
}

export interface Interpretation {
	readonly dates: DateSpan | null;
	/** Whether newer articles are to come first. */
	readonly newest: boolean;
}
