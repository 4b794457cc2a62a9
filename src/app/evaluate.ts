/** The use case of measuring: a labelled collection in, figures (and a TREC run file) out. */

import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chunkArticle } from "../chunking/chunk-article.ts";
import { splitSentences } from "../chunking/split-sentences.ts";
import type { Article } from "../domain/article.ts";
import type { Chunk } from "../domain/chunk.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import { OramaEngineBuilder } from "../engines/orama/orama-engine-builder.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import {
	type BeirDocument,
	readBeirDocuments,
	readBeirQueries,
	readQrels,
} from "../evaluation/beir.ts";
import {
	type Figures,
	figuresByQuery,
	meanFigures,
	type RetrievalFigures,
} from "../evaluation/metrics.ts";
import { type Difference, pairedDifference } from "../evaluation/paired-bootstrap.ts";
import { formatRun, type Retrieved, type Run } from "../evaluation/trec-run.ts";
import type { Config, EmbedderId } from "./config.ts";
import { buildEmbedder, loadMeaningModel } from "./embedders.ts";
import { type Finder, findPassages } from "./find-passages.ts";
import { embeddingText, indexChunks } from "./index-chunks.ts";
import { loadRanker } from "./learned-models.ts";
import { chunkSettings } from "./stages.ts";

/** Which legs are asked. */
export type EvaluationMode = "lexical" | "semantic" | "hybrid";

export interface EvaluationRequest {
	readonly config: Config;
	/** Folder of the collection, relative to the configuration's working folder. */
	readonly folder: string;
	readonly mode: EvaluationMode;
	/** Ranks a hybrid by this fixed weight, 0 to 1, instead of the ranker. */
	readonly semanticWeight?: number;
	/** Which relevance judgements: `qrels/<split>.tsv`. */
	readonly split: string;
	/** Cuts documents as articles are cut; otherwise each is one chunk. A document scores as its best chunk. */
	readonly chunk: boolean;
	/** Where to write what was retrieved, relative to the working folder. */
	readonly runFile?: string;
	readonly signal?: AbortSignal;
}

export interface EvaluationReport {
	/** The kind of embedder that was measured. */
	readonly embedder: string;
	readonly mode: EvaluationMode;
	readonly documents: number;
	readonly figures: Figures;
	/** In the same order for every run on the collection. */
	readonly byQuery: ReadonlyMap<string, RetrievalFigures>;
	readonly tookMs: number;
}

/** Embedded together, so that an embedder with several threads has work for all. */
const CHUNKS_PER_BATCH = 512;

/** A leg asked alone keeps its own order. */
const FIXED_WEIGHTS: Readonly<Partial<Record<EvaluationMode, number>>> = {
	lexical: 0,
	semantic: 1,
};

/** Depth of a run: what recall@100 needs. */
const RUN_DEPTH = 100;

/** Indexes the documents of a collection in memory, asks its queries, and scores what comes back. */
export async function evaluateBeir(request: EvaluationRequest): Promise<EvaluationReport> {
	const { embedder } = await buildEmbedder(request.config);
	try {
		return await evaluateWith(embedder, request);
	} finally {
		await embedder.close();
	}
}

async function evaluateWith(
	embedder: Embedder,
	request: EvaluationRequest,
): Promise<EvaluationReport> {
	const startedAt = performance.now();
	const { config, mode, signal } = request;
	const folder = resolve(config.workingFolder, request.folder);
	const qrels = await readQrels(folder, request.split);
	const meaning = await loadMeaningModel(embedder);
	const ranker = await loadRanker(embedder);
	const { engine, documents } = await indexBeirDocuments(request, folder, embedder);
	const queries = (await readBeirQueries(folder)).filter(({ id }) => qrels.has(id));
	const vectors = await embedder.embed(
		queries.map(({ text }) => text),
		signal ? { signal } : {},
	);
	const run = new Map<string, Retrieved[]>();
	for (const [i, { id, text }] of queries.entries()) {
		const vector = mode === "lexical" ? null : (vectors[i] ?? null);
		run.set(id, await retrieve({ engine, meaning, ranker }, text, vector, request));
	}
	if (request.runFile !== undefined) {
		await writeRun(resolve(config.workingFolder, request.runFile), run, mode);
	}
	const byQuery = figuresByQuery(qrels, run);
	return {
		embedder: embedder.id,
		mode,
		documents,
		figures: meanFigures(byQuery),
		byQuery,
		tookMs: Math.round(performance.now() - startedAt),
	};
}

export interface Comparison {
	readonly reports: readonly [EvaluationReport, EvaluationReport];
	/** nDCG@10 of the second less that of the first, question by question. */
	readonly ndcg10: Difference;
}

/** Measures two embedders, each with its own ranker, on the same questions. */
export async function compareEmbedders(
	request: EvaluationRequest,
	[first, second]: readonly [EmbedderId, EmbedderId],
): Promise<Comparison> {
	const measure = (embedder: EmbedderId) =>
		evaluateBeir({ ...request, config: { ...request.config, embedder } });
	const reports = [await measure(first), await measure(second)] as const;
	const [before, now] = reports.map(({ byQuery }) =>
		Array.from(byQuery.values(), ({ ndcg10 }) => ndcg10),
	);
	return { reports, ndcg10: pairedDifference(before ?? [], now ?? []) };
}

async function retrieve(
	finder: Finder,
	text: string,
	vector: Float32Array | null,
	{ mode, semanticWeight, signal }: EvaluationRequest,
): Promise<Retrieved[]> {
	const weight = FIXED_WEIGHTS[mode] ?? semanticWeight;
	const { ranked } = await findPassages(
		finder,
		{ text, vector, lexical: mode !== "semantic", filter: {} },
		{ ...(weight !== undefined && { semanticWeight: weight }), ...(signal && { signal }) },
	);
	const best = new Map<string, number>();
	for (const { candidate, score } of ranked) {
		const id = candidate.chunk.articleId;
		if (!best.has(id)) best.set(id, score);
	}
	return [...best].slice(0, RUN_DEPTH).map(([document, score]) => ({ document, score }));
}

/** Indexes the documents of a BEIR folder (absolute) in memory. */
export async function indexBeirDocuments(
	{ config, chunk, signal }: Pick<EvaluationRequest, "config" | "chunk" | "signal">,
	folder: string,
	embedder: Pick<Embedder, "dimensions" | "embed">,
): Promise<{ engine: SearchEngine; documents: number }> {
	const builder = new OramaEngineBuilder({ dimensions: embedder.dimensions });
	let documents = 0;
	let pending: IndexedChunk[] = [];
	const flush = async () => {
		const vectors = await embedder.embed(pending.map(embeddingText), signal ? { signal } : {});
		for (const [i, one] of pending.entries()) builder.add(one, vectors[i] ?? null);
		pending = [];
	};
	for await (const document of readBeirDocuments(folder)) {
		signal?.throwIfAborted();
		documents += 1;
		const article = toArticle(document, config.lang);
		const chunks = chunk ? chunkArticle(article, chunkSettings(config)) : [wholeChunk(article)];
		pending.push(...indexChunks(article, chunks));
		if (pending.length >= CHUNKS_PER_BATCH) await flush();
	}
	await flush();
	return { engine: openOramaEngine(builder.finish()), documents };
}

function toArticle({ id, title, text }: BeirDocument, lang: string): Article {
	const canonical = text.trim();
	return {
		id,
		title,
		url: `/${encodeURIComponent(id)}`,
		authors: [],
		published: null,
		modified: null,
		lang,
		tags: [],
		fields: {},
		description: null,
		text: canonical,
		blocks: canonical === "" ? [] : [{ kind: "paragraph", start: 0, end: canonical.length }],
		sourceMap: [{ start: 0, end: canonical.length, sourceStart: 0, sourceEnd: canonical.length }],
		path: id,
	};
}

/** A document as it is: one chunk, whatever its length, an empty one too. */
function wholeChunk({ id, text, lang }: Article): Chunk {
	const range = { start: 0, end: text.length };
	return {
		...range,
		id,
		articleId: id,
		text,
		headings: [],
		sentences: splitSentences(text, lang),
		source: range,
		ordinal: 0,
	};
}

async function writeRun(path: string, run: Run, mode: EvaluationMode): Promise<void> {
	try {
		await pipeline(Readable.from(formatRun(run, `sitecite-${mode}`)), createWriteStream(path));
	} catch (cause) {
		throw new SiteciteError(
			"usage",
			`Cannot write the run file ${path}: ${(cause as Error).message}`,
			{
				cause,
			},
		);
	}
}
