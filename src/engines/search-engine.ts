/** The roles of an engine: a builder turns chunks into what is stored, a search engine proposes candidates. */

import type { InverseDocumentFrequency, Token } from "../domain/analysis.ts";
import type { ArticleMatches, ArticleQuery } from "../domain/article-match.ts";
import type { CandidateQuery, CandidateSet } from "../domain/candidate.ts";
import type { ArticleFilter } from "../domain/question.ts";

export type TermFinder = (text: string, lang: string | null) => readonly Token[];

export interface SearchEngine {
	readonly chunkCount: number;
	/** The best candidates of each leg, without duplicates. */
	candidates(query: CandidateQuery, signal?: AbortSignal): Promise<CandidateSet>;
	/** The articles that hold the words of a search typed so far, each by its best chunk. */
	searchArticles(query: ArticleQuery, signal?: AbortSignal): Promise<ArticleMatches>;
	/** Numbers of the articles with a chunk that the filter lets through, each once, in the order they were added. */
	articleNumbers(filter: ArticleFilter): Uint32Array;
	/** The ids of all articles by their numbers; a number without an article has "". */
	articleIds(): readonly string[];
	/** The vectors of an article's chunks, in order; none where there is no such article, or where it has none. */
	vectorsOf(articleId: string): readonly Float32Array[];
	/** The terms of a text, by the rules the index was built with. */
	analyze(text: string, lang: string | null): readonly Token[];
	/** Finds those tokens of {@link analyze} that have one of the terms. */
	termFinder(terms: ReadonlyMap<string, number>): TermFinder;
	readonly idf: InverseDocumentFrequency;
	/** BCP 47 primary subtag of the index's language that a text is most like. */
	languageOf(text: string): string;
	/** The word of the articles that an unknown one, a typing error or two away, stands for; null where there is none. */
	nearestWord(word: string, lang: string): string | null;
	/** Releases what the engine holds; it must not be asked afterwards. */
	close(): Promise<void>;
}
