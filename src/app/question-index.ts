/** What questions are answered from, in whichever thread. */

import type { MeaningModel } from "../domain/meaning.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import type { ArticleList } from "./article-list.ts";
import type { LearnedModels } from "./learned-models.ts";

/** Which index answers. */
export interface IndexInfo {
	readonly generation: string;
	readonly articles: number;
	readonly chunks: number;
	/** ISO 8601, UTC. */
	readonly builtAt: string;
}

export interface QuestionIndex {
	readonly info: IndexInfo;
	readonly engine: SearchEngine;
	/** What made the index's vectors, for questions; null where only the question's words are looked for. */
	readonly embedder: Embedder | null;
	/** Compares questions with single sentences and words, whatever the embedder. */
	readonly meaning: MeaningModel;
	readonly models: LearnedModels;
	readonly list: Pick<ArticleList, "fields">;
}
