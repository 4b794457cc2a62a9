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
import { layOut } from "./lay-out.ts";
import type { QuestionIndex } from "./question-index.ts";

/** A question whose passages are found and whose answer is still to be made. */
export interface Asked {
	/** What is known already: as many passages as were wanted. */
	readonly found: Omit<AskResponse, "answer" | "tookMs">;
	/** Makes the answer, and adds the passages that it cites. Ask once. */
	readonly finish: () => Promise<AskResponse>;
}

/**
 * Answers a question from an open index. A question nothing matches gets no passages and no answer.
 *
 * @throws SiteciteError `bad_request` for a field that the index does not know
 */
export async function ask(
	index: QuestionIndex,
	question: Question,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<AskResponse> {
	return await (await startAsking(index, question, settings, signal)).finish();
}

/** As {@link ask}, for those who show passages before the answer is there. */
export async function startAsking(
	index: QuestionIndex,
	question: Question,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<Asked> {
	const startedAt = performance.now();
	const { engine, models } = index;
	const found = await findForQuestion(index, question, signal);
	const { sources } = found;
	const tokens = new Map<Passage, readonly Token[]>();
	const { shown, parts, place } = layOut(found.passages, (one, number) => {
		const { text, article } = one.candidate.chunk;
		const analyzed = engine.analyze(text, article.lang);
		const { places } = sources.words(article.lang);
		const passage = citePassage(one, number, highlight(text, analyzed, places));
		tokens.set(passage, analyzed);
		return passage;
	});
	const common = {
		question: question.text,
		interpreted: found.interpreted,
		facets: found.facets,
		index: index.info,
	};
	return {
		found: { ...common, passages: wanted(shown, [], question.limit) },
		finish: async () => {
			const selected = selectAnswer(
				parts,
				{
					...sources,
					tokensOf: (passage) => tokens.get(passage) ?? [],
					idf: engine.idf,
				},
				models,
				thresholdOf(settings, models),
			);
			const answer = { ...selected, sentences: selected.sentences.map(place) };
			return {
				...common,
				answer,
				passages: wanted(shown, answer.sentences, question.limit),
				tookMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
			};
		},
	};
}

/** As many as are wanted, and in any case those that the answer cites. */
function wanted(
	passages: readonly Passage[],
	sentences: Answer["sentences"],
	limit: number,
): PublishedPassage[] {
	const cited = new Set(sentences.map(({ citation }) => citation));
	return passages
		.filter(({ rank, citation }) => rank <= limit || cited.has(citation.number))
		.map(published);
}

/** Without what only answering looks at. */
function published({ sentences: _, worth: __, ...passage }: Passage): PublishedPassage {
	return passage;
}

type PublishedPassage = Omit<Passage, "sentences" | "worth">;
