/** An answer: sentences quoted exactly from the passages, or "no answer". */

export interface AnswerSentence {
	/** Exactly as the article has it. */
	readonly text: string;
	/** Number of the citation of the passage it stands in. */
	readonly citation: number;
	/** Half-open range of the passage's text: `text === passage.text.slice(start, end)`. */
	readonly start: number;
	readonly end: number;
}

export interface Answer {
	readonly status: "answered" | "no_answer";
	/** How likely the articles answer the question, 0 to 1. */
	readonly confidence: number;
	/** In reading order; empty where there is no answer. */
	readonly sentences: readonly AnswerSentence[];
	/**
	 * Where there is no answer: words of the question that none of the passages has, as it spells them, or the time it
	 * asks of where none is from then.
	 */
	readonly missing: readonly string[];
}
