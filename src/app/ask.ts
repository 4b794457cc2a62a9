/** The use case everything exists for: a question in, quoted sentences and cited passages out. */

import { selectAnswer } from "../answering/select-sentences.ts";
import type { AskResponse } from "../contract/ask.ts";
import type { Token } from "../domain/analysis.ts";
import type { Passage } from "../domain/passage.ts";
import type { Question } from "../domain/question.ts";
import { citePassage } from "../retrieval/cite-passage.ts";
import { diversify } from "../retrieval/diversify.ts";
import { highlight } from "../retrieval/highlight.ts";
import type { AskSettings } from "./ask-settings.ts";
import { findPassages } from "./find-passages.ts";
import type { OpenIndex } from "./open-index.ts";

/** Answers a question from an open index. A question nothing matches gets no passages and no answer. */
export async function ask(
	index: OpenIndex,
	question: Question,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<AskResponse> {
	const startedAt = performance.now();
	const { engine, embedder, models } = index;
	const [vector] = (await embedder?.embed([question.text], signal ? { signal } : {})) ?? [];
	const { ranked, facets, sources } = await findPassages(
		{ engine, meaning: index.meaning, ranker: models.ranker },
		{ text: question.text, vector: vector ?? null, lexical: true, filter: question.filter },
		{ ...(signal && { signal }) },
	);
	const best = diversify(ranked, question.limit, question.perArticle);
	const tokens = new Map<Passage, readonly Token[]>();
	const passages = best.map((one, position) => {
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
			question: question.text,
			tokensOf: (passage) => tokens.get(passage) ?? [],
			idf: engine.idf,
		},
		models,
		settings.threshold ?? models.threshold,
	);
	return {
		question: question.text,
		answer,
		passages: passages.map(withoutSentences),
		facets,
		index: index.info,
		tookMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
	};
}

function withoutSentences({ sentences: _, ...passage }: Passage): Omit<Passage, "sentences"> {
	return passage;
}
