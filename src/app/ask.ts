/** The use case everything exists for: a question in, quoted sentences and cited passages out. */

import { selectAnswer } from "../answering/select-sentences.ts";
import type { AskResponse } from "../contract/ask.ts";
import type { Token } from "../domain/analysis.ts";
import type { Answer } from "../domain/answer.ts";
import type { Passage } from "../domain/passage.ts";
import type { Question } from "../domain/question.ts";
import { citePassage } from "../retrieval/cite-passage.ts";
import { highlight } from "../retrieval/highlight.ts";
import { type AskSettings, thresholdOf } from "./ask-settings.ts";
import { findForQuestion } from "./find-for-question.ts";
import type { OpenIndex } from "./open-index.ts";

/** Answers a question from an open index. A question nothing matches gets no passages and no answer. */
export async function ask(
	index: OpenIndex,
	question: Question,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<AskResponse> {
	const startedAt = performance.now();
	const { engine, models } = index;
	const found = await findForQuestion(index, question, signal);
	const { sources } = found;
	const tokens = new Map<Passage, readonly Token[]>();
	const passages = found.passages.map((one, position) => {
		const { text, article } = one.candidate.chunk;
		const analyzed = engine.analyze(text, article.lang);
		const { places } = sources.words(article.lang);
		const passage = citePassage(one, position + 1, highlight(text, analyzed, places));
		tokens.set(passage, analyzed);
		return passage;
	});
	const answer = selectAnswer(
		passages,
		{
			...sources,
			question: found.text,
			tokensOf: (passage) => tokens.get(passage) ?? [],
			idf: engine.idf,
		},
		models,
		thresholdOf(settings, models),
	);
	return {
		question: question.text,
		interpreted: found.interpreted,
		answer,
		passages: shown(passages, answer, question.limit).map(published),
		facets: found.facets,
		index: index.info,
		tookMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
	};
}

/** As many as are wanted, and in any case those that the answer cites. */
function shown(passages: readonly Passage[], { sentences }: Answer, limit: number): Passage[] {
	const cited = new Set(sentences.map(({ citation }) => citation));
	return passages.filter(({ rank, citation }) => rank <= limit || cited.has(citation.number));
}

/** Without what only answering looks at. */
function published({ sentences: _, worth: __, ...passage }: Passage): PublishedPassage {
	return passage;
}

type PublishedPassage = Omit<Passage, "sentences" | "worth">;
