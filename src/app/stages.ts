/** Gives each stage its settings out of the configuration. */

import { resolve } from "node:path";
import type { ArticleSettings } from "../articles/article-settings.ts";
import type { ChunkSettings } from "../chunking/chunk-settings.ts";
import { GenerationStore } from "../indexing/generation-store.ts";
import type { Config } from "./config.ts";

/** Where the index of a configuration lies, absolute. */
export function indexFolder({ workingFolder, index }: Config): string {
	return resolve(workingFolder, index);
}

export function generationStore(config: Config): GenerationStore {
	return new GenerationStore(indexFolder(config));
}

export function articleSettings(config: Config): ArticleSettings {
	const { articles, workingFolder, include, exclude, baseUrl, maxFileBytes, lang, drafts, fields } =
		config;
	return {
		roots: articles,
		workingFolder,
		include,
		exclude,
		baseUrl,
		maxFileBytes,
		lang,
		drafts,
		fields,
	};
}

export function chunkSettings({ chunks }: Config): ChunkSettings {
	return { maxWords: chunks.maxWords };
}
