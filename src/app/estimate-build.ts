/** Foretells how long a large build will take with each embedder, by trying them on this machine. */

import type { FoundFiles } from "../articles/find-files.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { EmbedderId } from "./config.ts";
import { loadEmbedder } from "./embedders.ts";

/** Fewer chunks are embedded soon enough by any of them. */
const MANY_CHUNKS = 50_000;
/** Files of 2,084 Markdown posts had 930 bytes for each of their chunks, 123 plain-text articles 700. */
const BYTES_PER_CHUNK = 900;
/** As long as a chunk usually is. */
const SAMPLE = `${"The ferry to the island leaves the old harbour twice a day in winter. ".repeat(8).trim()}`;
/** Enough to keep every thread of an embedder busy for some tenths of a second. */
const SAMPLE_TEXTS: Readonly<Record<EmbedderId, number>> = { static: 2048, student: 64 };

export interface BuildEstimate {
	/** About how many there will be, by the size of the files. */
	readonly chunks: number;
	/** Seconds that embedding them all would take. */
	readonly seconds: Readonly<Partial<Record<EmbedderId, number>>>;
}

/**
 * Null for a build that needs no warning. An embedder other than the chosen one is tried as well where
 * it can be loaded.
 */
export async function estimateBuild(
	{ files }: FoundFiles,
	chosen: Embedder,
): Promise<BuildEstimate | null> {
	const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	const chunks = Math.round(bytes / BYTES_PER_CHUNK);
	if (chunks <= MANY_CHUNKS) return null;
	const seconds: Partial<Record<EmbedderId, number>> = {};
	for (const id of ["student", "static"] as const) {
		const embedder = id === chosen.id ? chosen : await loadEmbedder(id).catch(() => null);
		if (embedder === null) continue;
		seconds[id] = chunks / (await chunksPerSecond(embedder, SAMPLE_TEXTS[id]));
		if (embedder !== chosen) await embedder.close();
	}
	return { chunks, seconds };
}

async function chunksPerSecond(embedder: Embedder, texts: number): Promise<number> {
	const sample = Array<string>(texts).fill(SAMPLE);
	// Threads start and caches fill the first time.
	await embedder.embed(sample);
	const startedAt = performance.now();
	await embedder.embed(sample);
	return (texts / (performance.now() - startedAt)) * 1000;
}
