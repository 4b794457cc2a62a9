/** Tells whether a build would give what it gave before, without doing it. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { FoundFiles } from "../articles/find-files.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { Config } from "./config.ts";
import { articleSettings, chunkSettings } from "./stages.ts";

/**
 * Raised whenever the same inputs would give another generation: a change to how articles are read,
 * cut or indexed.
 */
const BUILD_VERSION = 3;

/** A digest of every file's path and bytes, the settings and the embedder. */
export async function digestInputs(
	config: Config,
	embedder: Embedder,
	{ files, skipped }: FoundFiles,
): Promise<string> {
	const hash = createHash("sha256");
	const { roots, workingFolder, ...reading } = articleSettings(config);
	hash.update(
		JSON.stringify([BUILD_VERSION, reading, chunkSettings(config), embedder.fingerprint, skipped]),
	);
	for (const { path, rootPath, absolutePath } of files) {
		hash.update(JSON.stringify([path, rootPath]));
		hash.update(await contentDigest(absolutePath));
	}
	return hash.digest("hex");
}

/** A file that cannot be read now is an input like any other: it is skipped until it can be. */
async function contentDigest(path: string): Promise<Uint8Array> {
	const bytes = await readFile(path).catch((error: unknown) => String(error));
	return createHash("sha256").update(bytes).digest();
}
