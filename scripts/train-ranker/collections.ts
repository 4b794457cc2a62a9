/** Indexes of what the ranker and the answers learn from: BEIR folders and the sample corpus. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildIndex } from "../../src/app/build-index.ts";
import { type EmbedderId, isEmbedderId, loadConfig } from "../../src/app/config.ts";
import { loadEmbedder, loadMeaningModel } from "../../src/app/embedders.ts";
import { indexBeirDocuments } from "../../src/app/evaluate.ts";
import { type Teacher, WORDS_ALONE } from "../../src/app/learned-models.ts";
import { generationStore } from "../../src/app/stages.ts";
import type { MeaningModel } from "../../src/domain/meaning.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import {
	type CacheStorage,
	EmbeddingCache,
	embedWithCache,
} from "../../src/embedding/embedding-cache.ts";
import { openOramaEngine } from "../../src/engines/orama/orama-engine.ts";
import type { SearchEngine } from "../../src/engines/search-engine.ts";
import { type GoldenQuestion, readGoldenQuestions } from "../../src/evaluation/golden-questions.ts";
import { ARTICLES_SECTION } from "../../src/indexing/article-writer.ts";

const WORK = new URL("work/", import.meta.url);

export interface Arguments {
	/** Whose models are to be made: an embedder, or words alone. */
	readonly learner: Teacher;
	/** What embeds the documents. */
	readonly embedder: Embedder;
	/** Null where words alone are learned from. */
	readonly vectorOf: (question: string) => Promise<Float32Array | null>;
	readonly meaning: MeaningModel;
	/** Of the BEIR collections. */
	readonly folder: string;
}

/**
 * Arguments of the `write-` scripts: what to learn with (`static`, `student` or `lexical`), and the folder of
 * BEIR collections, `../shared/eval` unless given.
 */
export async function readArguments(): Promise<Arguments> {
	const [name, folder = "../shared/eval"] = process.argv.slice(2);
	const isLexical = name === WORDS_ALONE.id;
	const id = isLexical ? "static" : name;
	if (!isEmbedderId(id)) throw new Error("Say static, student or lexical.");
	const embedder = await loadEmbedder(id);
	return {
		learner: isLexical ? WORDS_ALONE : embedder,
		embedder,
		vectorOf: async (question) =>
			isLexical ? null : ((await embedder.embed([question]))[0] ?? null),
		meaning: await loadMeaningModel(embedder),
		folder,
	};
}

/** What the steps of one learner hand to each other. */
export function workFolder({ id }: Teacher): URL {
	const folder = new URL(`${id}/`, WORK);
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** An engine over the documents of a BEIR folder, each one chunk. Embeddings are kept for the next run. */
export async function beirEngine(folder: string, embedder: Embedder): Promise<SearchEngine> {
	const config = await loadConfig({ workingFolder: tmpdir(), env: {} });
	const storage = fileStorage(new URL("cache/", WORK));
	const { cache } = await EmbeddingCache.load(storage, embedder);
	const { dimensions } = embedder;
	const embed = async (texts: readonly string[]) =>
		(await embedWithCache(embedder, cache, texts)).vectors;
	const request = { config, chunk: false };
	const { engine } = await indexBeirDocuments(request, resolve(folder), { dimensions, embed });
	await cache.save(storage, { isFinished: false });
	return engine;
}

function fileStorage(folder: URL): CacheStorage {
	mkdirSync(folder, { recursive: true });
	return {
		read: async (name) => {
			const file = new URL(name, folder);
			return existsSync(file) ? readFileSync(file) : null;
		},
		write: async (name, bytes) => writeFileSync(new URL(name, folder), bytes),
	};
}

export interface GoldenCollection {
	readonly engine: SearchEngine;
	readonly questions: readonly GoldenQuestion[];
}

/** Runs `use` with an index of a folder of articles and its questions. */
export async function withGolden(
	folder: string,
	questionsFile: string,
	embedder: Embedder,
	use: (golden: GoldenCollection) => Promise<void>,
): Promise<void> {
	const box = mkdtempSync(join(tmpdir(), "sitecite-golden-"));
	try {
		const config = await loadConfig({
			workingFolder: box,
			env: {},
			flags: { articles: [resolve(folder)], embedder: embedder.id as EmbedderId },
		});
		await buildIndex({ config });
		// Not by openIndex, which wants the very models that are about to be made.
		const { generation } = await generationStore(config).open({ lazy: [ARTICLES_SECTION] });
		const engine = openOramaEngine(generation.sections);
		await use({ engine, questions: await readGoldenQuestions(questionsFile) });
		await generation.close();
	} finally {
		rmSync(box, { recursive: true, force: true });
	}
}
