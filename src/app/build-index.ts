/** The use case of building: folders of articles in, a new current generation of the index out. */

import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { findFiles } from "../articles/find-files.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { IndexBuild } from "../indexing/index-build.ts";
import type { BuildProgress } from "./build-progress.ts";
import type { BuildRecord } from "./build-record.ts";
import type { BuildReport } from "./build-report.ts";
import { collectArticles } from "./collect-articles.ts";
import type { Config, UserConfig } from "./config.ts";
import { type CurrentBuild, currentBuild } from "./current-build.ts";
import { buildEmbedder, requireNoWorse } from "./embedders.ts";
import { type BuildEstimate, estimateBuild } from "./estimate-build.ts";
import { type GoldenMinimums, goldenOutcomes, requireMinimums } from "./evaluate-golden.ts";
import { digestInputs } from "./input-digest.ts";
import { OPEN_OPTIONS, openForQuestions } from "./open-index.ts";
import { articleSettings, chunkSettings, generationStore } from "./stages.ts";

export interface BuildRequest {
	readonly config: Config;
	/** The part of the configuration that the command line gave; kept for `serve --build`. */
	readonly overrides?: UserConfig;
	/** Fails where a file cannot be read, instead of skipping it. */
	readonly strict?: boolean;
	/** Builds even where nothing changed. */
	readonly force?: boolean;
	/** Aborting leaves the index as it was. */
	readonly signal?: AbortSignal;
	/** Makes the generation current only if its answers are good enough. */
	readonly golden?: GoldenGate;
	readonly onProgress?: (progress: BuildProgress) => void;
	/** Told before a large build starts how long embedding will take. */
	readonly onEstimate?: (estimate: BuildEstimate) => void;
}

export interface GoldenGate {
	/** File of golden questions, absolute. */
	readonly questionsFile: string;
	readonly minimums: GoldenMinimums;
}

/**
 * Builds an index and makes it current. Whatever fails, the index that was current stays so.
 *
 * @throws SiteciteError `runtime_missing`, `model_invalid`, `index_locked`, `duplicate_url`, `no_articles`, with `strict`
 * `article_unreadable`, with `golden` `golden_failed` and `collection_invalid`, each saying what to do
 */
export async function buildIndex(request: BuildRequest): Promise<BuildReport> {
	const startedAt = performance.now();
	const chosen = await buildEmbedder(request.config);
	const { embedder, note } = chosen;
	try {
		const build = await generationStore(request.config).startBuild();
		try {
			const current = await currentBuild(request.config);
			requireNoWorse(request.config, chosen, current?.embedder ?? null);
			const report = await buildLocked(request, build, embedder, current);
			return { ...report, note, tookMs: Math.round(performance.now() - startedAt) };
		} finally {
			await build.release();
		}
	} finally {
		await embedder.close();
	}
}

async function buildLocked(
	request: BuildRequest,
	build: IndexBuild,
	embedder: Embedder,
	current: CurrentBuild | null,
): Promise<Omit<BuildReport, "tookMs" | "note">> {
	const { config } = request;
	const found = await findFiles(articleSettings(config));
	const inputs = await digestInputs(config, embedder, found);
	if (!request.force) {
		const unchanged = await unchangedReport(request, build, embedder, inputs, current);
		if (unchanged !== null) {
			if (request.golden) await requireGolden(request, request.golden, build, unchanged.generation);
			return unchanged;
		}
	}
	if (request.onEstimate) {
		const estimate = await estimateBuild(found, embedder);
		if (estimate !== null) request.onEstimate(estimate);
	}
	const generation = await build.beginGeneration();
	const { counts, legs, ...collected } = await collectArticles(
		{ ...request, embedder, found },
		build,
		generation,
	);
	request.signal?.throwIfAborted();
	const { name } = await generation.commit({
		counts,
		legs,
		embedder: identityOf(embedder),
		chunker: { ...chunkSettings(config) },
		engine: "orama",
	});
	if (request.golden) await requireGolden(request, request.golden, build, name);
	const { embedded, reused, ...told } = collected;
	const record: BuildRecord = { inputs, overrides: overridesOf(request), ...told };
	const { pointer } = await build.makeCurrent(name, record);
	return {
		generation: name,
		unchanged: false,
		builtAt: pointer.builtAt,
		embedder: identityOf(embedder),
		legs,
		...counts,
		...collected,
	};
}

/** @throws SiteciteError `golden_failed`, `collection_invalid` */
async function requireGolden(
	{ config, signal }: BuildRequest,
	{ questionsFile, minimums }: GoldenGate,
	build: IndexBuild,
	name: string,
): Promise<void> {
	const generation = await build.open(name, OPEN_OPTIONS);
	const index = await openForQuestions(config, generation, new Date().toISOString());
	requireMinimums(await goldenOutcomes(config, index, questionsFile, signal), minimums);
}

/** The report of a build that has nothing to do; null where there is something. */
async function unchangedReport(
	request: BuildRequest,
	build: IndexBuild,
	embedder: Embedder,
	inputs: string,
	current: CurrentBuild | null,
): Promise<Omit<BuildReport, "tookMs" | "note"> | null> {
	if (current === null || current.record.inputs !== inputs) return null;
	const { pointer, record, counts, legs } = current;
	const overrides = overridesOf(request);
	// The same articles by other words: from now on `serve --build` follows the latest ones.
	if (!isDeepStrictEqual(overrides, record.overrides)) {
		const builtAt = new Date(pointer.builtAt);
		await build.makeCurrent(pointer.generation, { ...record, overrides }, builtAt);
	}
	return {
		generation: pointer.generation,
		unchanged: true,
		builtAt: pointer.builtAt,
		embedder: identityOf(embedder),
		legs,
		...counts,
		embedded: 0,
		reused: counts.chunks,
		skipped: record.skipped,
		warnings: record.warnings,
		slowest: record.slowest,
	};
}

function overridesOf({ overrides }: BuildRequest): BuildRecord["overrides"] {
	return z.record(z.string(), z.json()).parse(overrides ?? {});
}

function identityOf({ id, fingerprint, dimensions }: Embedder) {
	return { id, fingerprint, dimensions };
}
