/** Opens the current generation of an index, ready to answer. */

import type { MeaningModel } from "../domain/meaning.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import { ArticleStore } from "../indexing/article-store.ts";
import { ARTICLES_SECTION } from "../indexing/article-writer.ts";
import { requireEmbedder } from "../indexing/require-embedder.ts";
import { ARTICLE_URLS_SECTION, decodeArticleUrls } from "./article-urls.ts";
import type { Config } from "./config.ts";
import { type LearnedModels, loadLearnedModels } from "./learned-models.ts";
import { configuredModels, generationStore, indexFolder } from "./stages.ts";

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
	/** The embedder that made the index's vectors. */
	readonly embedder: Embedder;
	/** Compares questions with single sentences and words, whatever the embedder. */
	readonly meaning: MeaningModel;
	readonly models: LearnedModels;
	readonly articles: ArticleStore;
	/** Article ids by URL. */
	readonly articleIds: ReadonlyMap<string, string>;
	close(): Promise<void>;
}

/**
 * @throws SiteciteError `index_missing`, `index_corrupt`, `index_version`, `embedder_mismatch`, each
 * with the remedy
 */
export async function openIndex(config: Config): Promise<OpenIndex> {
	const store = generationStore(config);
	const { pointer, generation } = await store.open({ lazy: [ARTICLES_SECTION] });
	try {
		const { embedder, meaning } = await configuredModels(config);
		requireEmbedder(indexFolder(config), generation.manifest, embedder);
		const engine = openOramaEngine(generation.sections);
		// What comparing words needs is worked out at the first question, some 100 ms: let that not be a reader's.
		meaning.meaningOf("");
		return {
			info: {
				generation: generation.name,
				...generation.manifest.counts,
				builtAt: pointer.builtAt,
			},
			engine,
			embedder,
			meaning,
			models: await loadLearnedModels(),
			articles: new ArticleStore(generation),
			articleIds: decodeArticleUrls(generation.section(ARTICLE_URLS_SECTION)),
			close: async () => {
				await engine.close();
				await generation.close();
			},
		};
	} catch (error) {
		await generation.close();
		throw error;
	}
}
