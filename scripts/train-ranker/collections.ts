/** Indexes of what the ranker and the answers learn from: BEIR folders and the sample corpus. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildIndex } from "../../src/app/build-index.ts";
import { loadConfig } from "../../src/app/config.ts";
import { indexBeirDocuments } from "../../src/app/evaluate.ts";
import { generationStore } from "../../src/app/stages.ts";
import { loadStaticEmbedder } from "../../src/embedding/static/static-embedder.ts";
import { openOramaEngine } from "../../src/engines/orama/orama-engine.ts";
import type { SearchEngine } from "../../src/engines/search-engine.ts";
import { type GoldenQuestion, readGoldenQuestions } from "../../src/evaluation/golden-questions.ts";
import { ARTICLES_SECTION } from "../../src/indexing/article-writer.ts";

export const WORK = new URL("work/", import.meta.url);

/** An engine over the documents of a BEIR folder, each one chunk. */
export async function beirEngine(folder: string): Promise<SearchEngine> {
	const config = await loadConfig({ workingFolder: tmpdir(), env: {} });
	const { engine } = await indexBeirDocuments(
		{ config, chunk: false },
		resolve(folder),
		await loadStaticEmbedder(),
	);
	return engine;
}

export interface GoldenCollection {
	readonly engine: SearchEngine;
	readonly questions: readonly GoldenQuestion[];
}

/** Runs `use` with an index of a folder of articles and its questions. */
export async function withGolden(
	folder: string,
	questionsFile: string,
	use: (golden: GoldenCollection) => Promise<void>,
): Promise<void> {
	const box = mkdtempSync(join(tmpdir(), "sitecite-golden-"));
	try {
		const config = await loadConfig({
			workingFolder: box,
			env: {},
			flags: { articles: [resolve(folder)] },
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
