/** What is known of a sentence as an answer to one question. */

import type { Token } from "../domain/analysis.ts";
import type { DateSpan } from "../domain/interpretation.ts";
import { raise, softCoverage } from "../domain/meaning.ts";
import type { Passage } from "../domain/passage.ts";
import type { QuestionSources } from "../domain/question-sources.ts";
import type { TextRange } from "../domain/text-range.ts";
import { matchWords, type QuestionWords, weightOf } from "../domain/word-match.ts";
import { type AnswerType, offers, saidBesides } from "./answer-type.ts";
import { offersNarrow, type Wanted } from "./narrow-type.ts";
import { textAbove } from "./text-above.ts";

/** In the order of a feature vector; each 0 to 1, but for the cosine. */
export const SENTENCE_FEATURES = [
	/** Share of the question's words, by rarity, in the sentence. */
	"coverage",
	/** The same in the sentence, the one before it, title and headings together. */
	"contextCoverage",
	/** The same in the whole passage, title and headings. */
	"passageCoverage",
	/** Neighbouring question words close together in the sentence. */
	"pairs",
	/** Cosine of question and sentence, -1 to 1. */
	"similarity",
	/** Soft coverage (MaxSim) by the sentence. */
	"soft",
	/** The same by the sentence, the one before it, title and headings together. */
	"contextSoft",
	/** The passage's score. */
	"passageScore",
	/** 1 / the passage's place among those looked at. */
	"passageRank",
	/** Whether the question asks for a name, a time, a number, a reason or a definition and the sentence has one. */
	"typeOffered",
	/** Whether it asks for a name, a time or a number and the sentence has none. */
	"typeLacking",
	/** Whether it asks for money, a year, a count, … and the sentence has none. */
	"narrowLacking",
	/** 1 for the passage's first sentence, then 1/2, 1/3, … */
	"first",
	/** Words up to 40, as a share of 40. */
	"length",
	/** Whether the sentence is a question itself. */
	"isQuestion",
] as const;

export type SentenceFeature = (typeof SENTENCE_FEATURES)[number];

/** What a question is known by when sentences are looked at. */
export interface SentenceSources extends QuestionSources {
	readonly question: string;
	/** The days that it names. */
	readonly dates: DateSpan | null;
	/** Articles published before this day cannot answer it; null where any can. */
	readonly since: string | null;
	/** Tokens of a passage's text. */
	readonly tokensOf: (passage: Passage) => readonly Token[];
}

/** Long enough for nearly every sentence of a newspaper. */
const LONG_SENTENCE_WORDS = 40;

/**
 * One vector for each sentence of the passage, in the order of `SENTENCE_FEATURES`.
 *
 * @param place of the passage among those looked at, from 1
 */
export function sentenceFeatures(
	passage: Passage,
	place: number,
	{ type, narrow }: Wanted,
	sources: SentenceSources,
): Float64Array[] {
	const { meaning, analyze, tokensOf } = sources;
	const { article } = passage.citation;
	const words = sources.words(article.lang);
	const tokens = tokensOf(passage);
	const title = textAbove(passage, sources.dates);
	const texts = passage.sentences.map(({ start, end }) => passage.text.slice(start, end));
	const [titleMatch, ...matches] = meaning.compare([title, ...texts]);
	const above = {
		found: matchWords(words, analyze(title, article.lang)).found,
		nearest: titleMatch?.nearest ?? new Float32Array(meaning.weights.length),
	};
	const whole = new Set([...above.found, ...matchWords(words, tokens).found]);
	const passageCoverage = weightOf(whole, words.weights);
	let before = above;
	let next = 0;
	return passage.sentences.map((range, index) => {
		const firstToken = next;
		while (next < tokens.length && (tokens[next]?.start ?? 0) < range.end) next++;
		const own = tokens.slice(firstToken, next);
		const match = matchWords(words, own);
		const text = texts[index] ?? "";
		const { similarity = 0, nearest = above.nearest } = matches[index] ?? {};
		const context = new Set([...match.found, ...before.found, ...above.found]);
		const contextNearest = raise(raise(nearest, before.nearest), above.nearest);
		before = { found: match.found, nearest };
		const said = saidBesides(text, askedRanges(own, words, range));
		return Float64Array.of(
			match.coverage,
			weightOf(context, words.weights),
			passageCoverage,
			match.pairs,
			similarity,
			softCoverage(meaning.weights, nearest),
			softCoverage(meaning.weights, contextNearest),
			passage.score,
			1 / place,
			...typeFeatures(type, offers(type, said)),
			narrow === null || offersNarrow(narrow, text, said) ? 0 : 1,
			1 / (1 + index),
			Math.min(1, own.length / LONG_SENTENCE_WORDS),
			/\?["'”’)\]]*$/u.test(text) ? 1 : 0,
		);
	});
}

function typeFeatures(type: AnswerType, isOffered: boolean): [number, number] {
	if (type === "other") return [0, 0];
	if (isOffered) return [1, 0];
	// A reason or a definition mostly comes without any word that says so.
	return type === "reason" || type === "definition" ? [0, 0] : [0, 1];
}

/** Ranges of a sentence whose words the question has, too. */
function askedRanges(tokens: readonly Token[], words: QuestionWords, { start }: TextRange) {
	return tokens
		.filter(({ term }) => words.places.has(term))
		.map((token) => ({ start: token.start - start, end: token.end - start }));
}
