/** Chooses the sentences that answer a question, quoted exactly from its best passages. */

import type { InverseDocumentFrequency, Token } from "../domain/analysis.ts";
import type { Answer, AnswerSentence } from "../domain/answer.ts";
import type { Passage } from "../domain/passage.ts";
import { confidenceOf } from "./confidence.ts";

/** What the words of a question and of a passage come to, and how rare they are. */
export interface Vocabulary {
	/** Terms the question asks with, stop words left out. */
	readonly questionTerms: ReadonlySet<string>;
	/** Tokens of a passage's text. */
	readonly tokensOf: (passage: Passage) => readonly Token[];
	readonly idf: InverseDocumentFrequency;
}

interface ScoredSentence {
	readonly passage: Passage;
	readonly index: number;
	/** Share of the question's words the sentence has, each weighed by its rarity, 0 to 1. */
	readonly coverage: number;
	readonly score: number;
}

/** Sentences are taken from this many passages: further ones held the answer too rarely to risk. */
const PASSAGES = 3;

/** Readers want one sentence, and accept three. */
const MAX_SENTENCES = 3;

/** How much a better passage outweighs better word coverage of the sentence alone. */
const PASSAGE_WEIGHT = 0.5;

/** A further sentence is quoted only where it is nearly as good as the best one. */
const NEARLY_AS_GOOD = 0.8;

/** @param threshold confidence, 0 to 1, under which the answer is "no answer" */
export function selectAnswer(
	passages: readonly Passage[],
	vocabulary: Vocabulary,
	threshold: number,
): Answer {
	const scored = passages
		.slice(0, PASSAGES)
		.flatMap((passage) => scoreSentences(passage, vocabulary))
		.sort((a, b) => b.score - a.score);
	const best = scored[0];
	if (best === undefined) return { status: "no_answer", confidence: 0, sentences: [] };
	const confidence = confidenceOf({
		coverage: best.coverage,
		semantic: best.passage.scores.semantic ?? 0,
	});
	if (confidence < threshold) return { status: "no_answer", confidence, sentences: [] };
	const chosen = scored
		.filter(({ score }) => score >= best.score * NEARLY_AS_GOOD)
		.slice(0, MAX_SENTENCES);
	return { status: "answered", confidence, sentences: chosen.map(quote) };
}

function scoreSentences(passage: Passage, vocabulary: Vocabulary): ScoredSentence[] {
	const tokens = vocabulary.tokensOf(passage);
	const { questionTerms, idf } = vocabulary;
	const total = [...questionTerms].reduce((sum, term) => sum + idf(term), 0);
	let next = 0;
	return passage.sentences.map((sentence, index) => {
		const found = new Set<string>();
		for (; next < tokens.length; next++) {
			const token = tokens[next];
			if (token === undefined || token.start >= sentence.end) break;
			if (questionTerms.has(token.term)) found.add(token.term);
		}
		const covered = [...found].reduce((sum, term) => sum + idf(term), 0);
		const coverage = total > 0 ? covered / total : 0;
		return { passage, index, coverage, score: coverage + PASSAGE_WEIGHT * passage.score };
	});
}

function quote({ passage, index }: ScoredSentence): AnswerSentence {
	const range = passage.sentences[index];
	if (range === undefined) throw new RangeError(`passage has no sentence ${index}`);
	return {
		text: passage.text.slice(range.start, range.end),
		citation: passage.citation.number,
	};
}
