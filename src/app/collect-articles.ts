/** Wires the stages of a build: articles are read, cut, embedded and indexed as they stream by. */

import { DuplicateUrlCheck } from "../articles/duplicate-urls.ts";
import type { FoundFiles } from "../articles/find-files.ts";
import { readArticles } from "../articles/read-articles.ts";
import { isProblem, type SkippedFile as Skipped } from "../articles/skipped-file.ts";
import { chunkArticle } from "../chunking/chunk-article.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { LegCheck } from "../domain/leg-check.ts";
import type { Sections } from "../domain/section.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { EmbeddingCache, embedWithCache } from "../embedding/embedding-cache.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import { ArticleWriter } from "../indexing/article-writer.ts";
import type { GenerationWriter } from "../indexing/generation-writer.ts";
import type { IndexBuild } from "../indexing/index-build.ts";
import {
	ARTICLE_LIST_SECTION,
	encodeArticleList,
	type ListedArticle,
	listedArticle,
} from "./article-list.ts";
import type { BuildProgress } from "./build-progress.ts";
import type { BuildReport, FileWarning, SkippedFile } from "./build-report.ts";
import { checkLegs, type HeldOutSentence, SentenceSample } from "./check-legs.ts";
import { ChunkCollector } from "./chunk-collector.ts";
import type { Config } from "./config.ts";
import { indexChunks } from "./index-chunks.ts";
import { articleSettings, chunkSettings } from "./stages.ts";

export interface CollectRequest {
	readonly config: Config;
	readonly found: FoundFiles;
	readonly embedder: Embedder;
	readonly strict?: boolean;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: BuildProgress) => void;
}

export interface Collected
	extends Pick<BuildReport, "embedded" | "reused" | "skipped" | "warnings" | "slowest"> {
	readonly counts: { readonly articles: number; readonly chunks: number };
	readonly legs: LegCheck | null;
}

/** How many of the slowest files a report names. */
const SLOWEST_FILES = 10;

/**
 * Fills a generation from the files that were found.
 *
 * @throws SiteciteError `duplicate_url`; `no_articles` where nothing could be indexed; with `strict`
 * `article_unreadable` naming each file
 */
export async function collectArticles(
	request: CollectRequest,
	build: IndexBuild,
	generation: GenerationWriter,
): Promise<Collected> {
	const { found, embedder, signal, onProgress } = request;
	const { cache, warning } = await EmbeddingCache.load(build.cache, embedder);
	const onEmbedded = (done: number) =>
		onProgress?.({ stage: "reading", done, total: found.files.length });
	const chunks = new ChunkCollector({ embedder, cache, signal, onEmbedded });
	try {
		const articles = await ArticleWriter.start(generation);
		const read = await readInto(request, articles, chunks);
		if (warning !== null) read.warnings.unshift({ path: "(cache)", message: warning });
		const sections = await chunks.finish();
		const legs = await checkSections(sections, read.sample.list(), embedder, cache, signal);
		onProgress?.({ stage: "indexing", done: 0, total: chunks.count });
		await generation.addSections(sections);
		onProgress?.({ stage: "writing", done: 0, total: 1 });
		await generation.addSection(
			ARTICLE_LIST_SECTION,
			encodeArticleList(request.config.fields, read.listed),
		);
		await articles.finish();
		await cache.save(build.cache, { isFinished: true });
		const { count, embedded, reused } = chunks;
		const { skipped, warnings, slowest } = read;
		return {
			counts: { articles: articles.count, chunks: count },
			legs,
			embedded,
			reused,
			skipped,
			warnings,
			slowest,
		};
	} catch (error) {
		await chunks.cancel(error);
		// What was embedded until now need not be embedded again. If that cannot be kept either, the first
		// failure is still the one to tell.
		await cache.save(build.cache, { isFinished: false }).catch(() => {});
		throw error;
	}
}

/** The sentences' vectors are kept with the chunks', so that the next build asks them for nothing. */
async function checkSections(
	sections: Sections,
	sentences: readonly HeldOutSentence[],
	embedder: Embedder,
	cache: EmbeddingCache,
	signal: AbortSignal | undefined,
): Promise<LegCheck | null> {
	const texts = sentences.map(({ text }) => text);
	const { vectors } = await embedWithCache(embedder, cache, texts, signal ? { signal } : {});
	const engine = openOramaEngine(sections);
	try {
		return await checkLegs(engine, sentences, vectors);
	} finally {
		await engine.close();
	}
}

interface Read extends Pick<BuildReport, "slowest"> {
	readonly sample: SentenceSample;
	readonly listed: readonly ListedArticle[];
	readonly skipped: SkippedFile[];
	readonly warnings: FileWarning[];
}

/** Reads every file that was found and hands on what it holds. */
async function readInto(
	{ config, found, strict, signal }: CollectRequest,
	articles: ArticleWriter,
	chunks: ChunkCollector,
): Promise<Read> {
	const urls = new DuplicateUrlCheck();
	const listed: ListedArticle[] = [];
	const skipped = found.skipped.map(toReported);
	const warnings: FileWarning[] = [];
	const slowest = new SlowestFiles();
	const sample = new SentenceSample();
	let since = performance.now();
	for await (const { file, article, skipped: skip, warnings: said } of readArticles(
		articleSettings(config),
		found.files,
		signal,
	)) {
		warnings.push(...said.map((message) => ({ path: file.path, message })));
		let indexed: IndexedChunk[] = [];
		if (article === null) {
			skipped.push(toReported(skip));
		} else {
			urls.add(article);
			listed.push(listedArticle(article));
			await articles.add(article);
			indexed = indexChunks(article, chunkArticle(article, chunkSettings(config)));
		}
		sample.add(indexed);
		slowest.add(file.path, performance.now() - since);
		await chunks.add(indexed);
		since = performance.now();
	}
	if (strict) requireNoProblems(skipped);
	if (articles.count === 0) throw noArticles(config, skipped);
	return { sample, listed, skipped, warnings, slowest: slowest.list() };
}

/** Keeps the files that took longest. */
class SlowestFiles {
	#files: { readonly path: string; readonly ms: number }[] = [];

	add(path: string, ms: number): void {
		this.#files.push({ path, ms: Math.round(ms * 10) / 10 });
		if (this.#files.length > 4 * SLOWEST_FILES) this.#files = this.list();
	}

	list() {
		return this.#files.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST_FILES);
	}
}

function toReported(skipped: Skipped): SkippedFile {
	return { ...skipped, isProblem: isProblem(skipped) };
}

function requireNoProblems(skipped: readonly SkippedFile[]): void {
	const problems = skipped.filter((file) => file.isProblem);
	if (problems.length === 0) return;
	const lines = problems.map(({ path, message }) => `  ${path}: ${message}`);
	throw new SiteciteError(
		"article_unreadable",
		`${problems.length} files cannot be indexed, and --strict allows none; the index stays as it was:\n${lines.join("\n")}`,
	);
}

function noArticles({ articles }: Config, skipped: readonly SkippedFile[]): SiteciteError {
	const left =
		skipped.length === 0
			? ""
			: ` ${skipped.length} files were skipped: ${skipped[0]?.path}: ${skipped[0]?.message}`;
	return new SiteciteError(
		"no_articles",
		`There is no article in ${articles.join(", ")}. sitecite reads .txt, .md, .mdx and .html files; the index stays as it was.${left}`,
	);
}
