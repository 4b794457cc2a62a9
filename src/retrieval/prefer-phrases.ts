/** Phrases in quotation marks: passages that have them word for word come first. */

import type { Candidate } from "../domain/candidate.ts";
import type { TextRange } from "../domain/text-range.ts";
import { byWorth, type RankedCandidate } from "./fuse.ts";

/** Each is looked for in every candidate. */
const MAX_PHRASES = 8;

/** The first eight phrases a question puts in quotation marks, in order; one word is a phrase, too. */
export function readPhrases(question: string): string[] {
	return quotedRanges(question)
		.map(({ start, end }) => plain(question.slice(start, end)))
		.filter((phrase) => phrase !== "")
		.slice(0, MAX_PHRASES);
}

/** What stands between quotation marks, without them. */
export function quotedRanges(question: string): TextRange[] {
	const quoted = question.matchAll(/"[^"]+"|“[^”]+”|„[^“”]+[“”]|«[^»]+»/gu);
	return Array.from(quoted, ({ index, 0: { length } }) => ({
		start: index + 1,
		end: index + length - 1,
	}));
}

/** More than any score or date can make up for. */
const HAS_ALL = 100;

/** Passages that have all phrases come before the others, each in their order. */
export function preferPhrases(
	ranked: readonly RankedCandidate[],
	phrases: readonly string[],
): RankedCandidate[] {
	if (phrases.length === 0) return [...ranked];
	const preferred = ranked.map((one) =>
		phrases.every((phrase) => hasPhrase(one.candidate, phrase))
			? { ...one, moved: { ...one.moved, byPhrases: HAS_ALL } }
			: one,
	);
	return byWorth(preferred);
}

/** Whether a chunk, its headings or its title have a phrase word for word; case and white space do not count. */
export function hasPhrase({ chunk }: Candidate, phrase: string): boolean {
	const { text, headings, article } = chunk;
	const whole = plain([article.title, ...headings, text].join(" "));
	return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?![\\p{L}\\p{N}])`, "iu").test(whole);
}

function plain(text: string): string {
	return text.replace(/\s+/gu, " ").trim();
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
