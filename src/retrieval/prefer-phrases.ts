/** Phrases in quotation marks: passages that have them word for word come first. */

import type { RankedCandidate } from "./fuse.ts";

/** Each is looked for in every candidate. */
const MAX_PHRASES = 8;

/** The first eight phrases a question puts in quotation marks, in order; one word is a phrase, too. */
export function readPhrases(question: string): string[] {
	const quoted = question.matchAll(/"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»/gu);
	return Array.from(quoted, ([, ...groups]) => plain(groups.find((group) => group) ?? ""))
		.filter((phrase) => phrase !== "")
		.slice(0, MAX_PHRASES);
}

/**
 * Passages that have all phrases, and then the others, each in their order. Case and white space do not count;
 * whole words do. The scores stay what the ranker said, because confidence rests on them.
 */
export function preferPhrases(
	ranked: readonly RankedCandidate[],
	phrases: readonly string[],
): RankedCandidate[] {
	if (phrases.length === 0) return [...ranked];
	const patterns = phrases.map(
		(phrase) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?![\\p{L}\\p{N}])`, "iu"),
	);
	const hasAll = ({ candidate }: RankedCandidate) => {
		const { text, headings, article } = candidate.chunk;
		const whole = plain([article.title, ...headings, text].join(" "));
		return patterns.every((pattern) => pattern.test(whole));
	};
	const having = new Set(ranked.filter(hasAll));
	return [...having, ...ranked.filter((one) => !having.has(one))];
}

function plain(text: string): string {
	return text.replace(/\s+/gu, " ").trim();
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
