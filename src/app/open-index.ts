/** Opens the current generation of an index, ready to answer. */

import type { MeaningModel } from "../domain/meaning.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import { ArticleStore } from "../indexing/article-store.ts";
import { ARTICLES_SECTION } from "../indexing/article-writer.ts";
import type { OpenGeneration } from "../indexing/open-generation.ts";
import { ARTICLE_LIST_SECTION, ArticleList } from "./article-list.ts";
import type { Config } from "./config.ts";
import { loadMeaningModel, questionEmbedder } from "./embedders.ts";
import { type LearnedModels, loadLearnedModels, WORDS_ALONE } from "./learned-models.ts";
import { generationStore } from "./stages.ts";

/** Which index answers. */
export interface IndexInfo {
	readonly generation: string;
	readonly articles: number;
	readonly chunks: number;
	/** ISO 8601, UTC. */
	readonly builtAt: string;
}

export interface OpenIndex {
	readonly info: IndexInfo;
	readonly engine: SearchEngine;
	/** The kind of embedder that made the index's vectors. */
	readonly embedderId: string;
	/** That embedder, for questions; null where only the question's words are looked for. */
	readonly embedder: Embedder | null;
	/** Why answers are worse than they could be; null where they are not. */
	readonly degraded: string | null;
	/** Compares questions with single sentences and words, whatever the embedder, and with each other by its vectors. */
	readonly meaning: MeaningModel & Pick<Embedder, "embed">;
	readonly models: LearnedModels;
	readonly articles: ArticleStore;
	/** What there is to read, without the texts. */
	readonly list: ArticleList;
	close(): Promise<void>;
}

/**
 * @throws SiteciteError `index_missing`, `index_corrupt`, `index_version`, `embedder_mismatch`, each
 * with the remedy
 */
export async function openIndex(config: Config): Promise<OpenIndex> {
	const { pointer, generation } = await generationStore(config).open(OPEN_OPTIONS);
	return await openForQuestions(config, generation, pointer.builtAt);
}

/**
 * As `openIndex`, with every byte verified first, also of the articles, which are else read only when they are
 * asked for.
 *
 * @throws SiteciteError as `openIndex`
 */
export async function openVerified(config: Config): Promise<OpenIndex> {
	const { pointer, generation } = await generationStore(config).open(OPEN_OPTIONS);
	try {
		await generation.verifyLazySections();
	} catch (error) {
		await generation.close();
		throw error;
	}
	return await openForQuestions(config, generation, pointer.builtAt);
}

/** Articles are read one by one, when they are asked for. */
export const OPEN_OPTIONS = { lazy: [ARTICLES_SECTION] };

/**
 * Makes any generation ready to answer; it is closed with the index, or if this fails.
 *
 * @param builtAt ISO 8601, UTC
 */
export async function openForQuestions(
	config: Config,
	generation: OpenGeneration,
	builtAt: string,
): Promise<OpenIndex> {
	let embedder: Embedder | null = null;
	try {
		const chosen = await questionEmbedder(config, generation.manifest);
		embedder = chosen.embedder;
		const meaning = await loadMeaningModel(embedder);
		const engine = openOramaEngine(generation.sections);
		// What comparing words needs is worked out at the first question, some 100 ms: let that not be a reader's.
		meaning.meaningOf("");
		return {
			info: {
				generation: generation.name,
				...generation.manifest.counts,
				builtAt,
			},
			embedderId: generation.manifest.embedder.id,
			engine,
			embedder,
			degraded: chosen.reason,
			meaning,
			models: await loadLearnedModels(embedder ?? WORDS_ALONE),
			articles: new ArticleStore(generation),
			list: new ArticleList(generation.section(ARTICLE_LIST_SECTION)),
			close: async () => {
				await engine.close();
				await chosen.embedder?.close();
				await generation.close();
			},
		};
	} catch (error) {
		await embedder?.close();
		await generation.close();
		throw error;
	}
}
