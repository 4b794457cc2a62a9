/** The cache part of an index folder: files that make the next build faster and that nothing depends on. */

import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BuildLock } from "./build-lock.ts";
import { replaceFile } from "./durable-write.ts";
import { systemErrorCode } from "./index-errors.ts";
import { checkSectionName, type IndexPaths, sectionNameSchema } from "./index-paths.ts";

/** Going back and forth between two or three embedders stays cheap, trying out many does not fill the disk. */
const MAX_CACHE_FILES = 3;

/** Reads and atomically replaces cache files, for the build that holds the lock. */
export class CacheStorage {
	readonly #folder: string;
	readonly #lock: BuildLock;

	constructor(paths: IndexPaths, lock: BuildLock) {
		this.#folder = paths.cache;
		this.#lock = lock;
	}

	/** The bytes of the cache file `name`, or null where there is none. */
	async read(name: string): Promise<Uint8Array | null> {
		try {
			return await readFile(join(this.#folder, checkSectionName(name)));
		} catch (error) {
			if (systemErrorCode(error) === "ENOENT") return null;
			throw error;
		}
	}

	/** Replaces the cache file `name` in one step; the least recently written file beyond three is removed. */
	async write(name: string, bytes: Uint8Array): Promise<void> {
		await this.#lock.assertHeld();
		await replaceFile(join(this.#folder, checkSectionName(name)), bytes);
		await this.#removeOldest(name);
	}

	async #removeOldest(written: string): Promise<void> {
		const names = (await readdir(this.#folder)).filter(
			(name) => name !== written && sectionNameSchema.safeParse(name).success,
		);
		const dated = await Promise.all(
			names.map(async (name) => ({ name, timeMs: (await stat(join(this.#folder, name))).mtimeMs })),
		);
		dated.sort((a, b) => b.timeMs - a.timeMs || (a.name < b.name ? -1 : 1));
		for (const { name } of dated.slice(MAX_CACHE_FILES - 1)) {
			await rm(join(this.#folder, name), { force: true });
		}
	}
}
