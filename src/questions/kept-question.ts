/** What is kept of a question and of a rating: nothing that says who asked. */

/** A question that was asked. */
export interface KeptQuestion {
	/** As it was asked, at most {@link MAX_TEXT_LENGTH} characters. */
	readonly text: string;
	/** The hour it was asked in, as `startOfHour` gives it. */
	readonly hour: string;
	readonly status: "answered" | "no_answer";
	/** Confidence of the answer, 0 to 1. */
	readonly confidence: number;
	/** The generation of the index that answered. */
	readonly generation: string;
	/** Ids of the articles that came nearest, the nearest first. */
	readonly articles: readonly string[];
}

/** Whether an answer helped a reader. The question need not have been kept itself. */
export interface KeptRating {
	readonly text: string;
	readonly hour: string;
	readonly generation: string;
	readonly helpful: boolean;
}

export type KeptEntry =
	| ({ readonly kind: "question" } & KeptQuestion)
	| ({ readonly kind: "rating" } & KeptRating);

/** As long as the API takes questions: what is longer was pasted. */
const MAX_TEXT_LENGTH = 1000;

const DAY_MS = 86_400_000;

/** Of a question: no half character at its end, no white space around it, and no NUL, where SQLite ends a text. */
export function trimmedText(text: string): string {
	const cut = text.replaceAll("\0", " ").trim().slice(0, MAX_TEXT_LENGTH);
	return cut
		.toWellFormed()
		.replace(/\uFFFD$/u, "")
		.trimEnd();
}

/**
 * `2026-03-01T09:00:00.000Z`. Never the second: beside a proxy's log, which has addresses and seconds, that would tell
 * who asked.
 */
export function startOfHour(time: Date): string {
	return `${time.toISOString().slice(0, 13)}:00:00.000Z`;
}

/** The hour that lies so many days back, as `startOfHour` gives it. */
export function hourDaysAgo(days: number, now: Date = new Date()): string {
	return startOfHour(new Date(now.getTime() - days * DAY_MS));
}
