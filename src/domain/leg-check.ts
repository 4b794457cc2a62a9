/** What came of asking an index sentences of its own articles. */

export interface LegCheck {
	/** How many were asked. */
	readonly sentences: number;
	/** For how many of them words, and meaning, found another chunk of the article. */
	readonly lexical: number;
	readonly semantic: number;
	/** Whether meaning finds enough to be asked at all: not so where the model does not know the language. */
	readonly usesSemantic: boolean;
}
