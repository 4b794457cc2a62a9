/** Opens the current generation of an index, ready to answer. */

import type { Embedder } from "../embedding/embedder.ts";
import type { StaticEmbedder } from "../embedding/static/static-embedder.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import { VECTORS_SECTION } from "../engines/orama/pack-index.ts";
import { ArticleStore } from "../indexing/article-store.ts";
import { ARTICLES_SECTION } from "../indexing/article-writer.ts";
import type { OpenGeneration, SharedSections } from "../indexing/open-generation.ts";
import { ARTICLE_LIST_SECTION, ArticleList } from "./article-list.ts";
import type { Config } from "./config.ts";
import { loadMeaningModel, questionEmbedder } from "./embedders.ts";
import { loadLearnedModels, WORDS_ALONE } from "./learned-models.ts";
import type { QuestionIndex } from "./question-index.ts";
import { generationStore } from "./stages.ts";

export interface OpenIndex extends QuestionIndex {
	/** The kind of embedder that made the index's vectors. */
	readonly embedderId: string;
	/** Why answers are worse than they could be; null where they are not. */
	readonly degraded: string | null;
	/** Compares questions with single sentences and words, whatever the embedder, and with each other by its vectors. */
	readonly meaning: StaticEmbedder;
	/** What has been read of the index, in memory that threads share. */
	readonly sections: SharedSections;
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

/** Articles are read one by one, when they are asked for; vectors are scanned where they are read to. */
export const OPEN_OPTIONS = { lazy: [ARTICLES_SECTION], computed: [VECTORS_SECTION] };

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
			sections: generation.sections,
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
