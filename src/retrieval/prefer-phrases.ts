/** Phrases in quotation marks: passages that have them word for word come first. */

import { logOdds, probability } from "../domain/linear-model.ts";
import { compareRanked, type RankedCandidate } from "./fuse.ts";

/** In log-odds: no other evidence outweighs what the reader asked for in so many words. */
const HAS_PHRASES = 6;

/** Each is looked for in every candidate. */
const MAX_PHRASES = 8;

/** The first eight phrases a question puts in quotation marks, in order; one word is a phrase, too. */
export function readPhrases(question: string): string[] {
	const quoted = question.matchAll(/"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»/gu);
	return Array.from(quoted, ([, ...groups]) => plain(groups.find((group) => group) ?? ""))
		.filter((phrase) => phrase !== "")
		.slice(0, MAX_PHRASES);
}

/** Case and white space do not count; whole words do. The scores stay probabilities. */
export function preferPhrases(
	ranked: readonly RankedCandidate[],
	phrases: readonly string[],
): RankedCandidate[] {
	if (phrases.length === 0) return [...ranked];
	const patterns = phrases.map(
		(phrase) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?![\\p{L}\\p{N}])`, "iu"),
	);
	return ranked
		.map((one) => {
			const { text, headings, article } = one.candidate.chunk;
			const whole = plain([article.title, ...headings, text].join(" "));
			if (!patterns.every((pattern) => pattern.test(whole))) return one;
			return { ...one, score: probability(logOdds(one.score) + HAS_PHRASES) };
		})
		.sort(compareRanked);
}

function plain(text: string): string {
	return text.replace(/\s+/gu, " ").trim();
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
