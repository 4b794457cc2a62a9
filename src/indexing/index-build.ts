/** One build of an index: holds the lock, and is the only way to change anything in an index folder. */

import { mkdir } from "node:fs/promises";
import { SiteciteError } from "../domain/errors.ts";
import { BuildLock } from "./build-lock.ts";
import { CacheStorage } from "./cache-storage.ts";
import { toJson } from "./canonical-json.ts";
import { type CurrentPointer, readPointer, writePointer } from "./current-pointer.ts";
import { removeTemporaries } from "./durable-write.ts";
import { GenerationWriter } from "./generation-writer.ts";
import { writing } from "./index-errors.ts";
import type { IndexPaths } from "./index-paths.ts";
import { readManifest } from "./manifest.ts";
import { type OpenGeneration, type OpenOptions, openGeneration } from "./open-generation.ts";
import { pruneGenerations } from "./prune-generations.ts";

/** What came of switching to a generation. */
export interface MadeCurrent {
	readonly pointer: CurrentPointer;
	/** Old generations that could not be removed yet (Windows: still open in a reader); the next build tries again. */
	readonly notPruned: readonly string[];
}

/** A running build. Always `release` it, or end its process: either frees the lock. */
export class IndexBuild {
	/** Where embeddings are kept from one build to the next. */
	readonly cache: CacheStorage;
	readonly #paths: IndexPaths;
	readonly #lock: BuildLock;
	readonly #generations: GenerationWriter[] = [];
	#isSwitched = false;

	private constructor(paths: IndexPaths, lock: BuildLock) {
		this.#paths = paths;
		this.#lock = lock;
		this.cache = new CacheStorage(paths, lock);
	}

	/** Takes the lock and clears away what crashed builds left. @throws SiteciteError `index_locked`, `index_unwritable`. */
	static async start(paths: IndexPaths): Promise<IndexBuild> {
		await writing(paths.folder, () => mkdir(paths.folder, { recursive: true }));
		const lock = await BuildLock.acquire(paths.lock);
		try {
			await writing(paths.folder, async () => {
				await mkdir(paths.generations, { recursive: true });
				await mkdir(paths.cache, { recursive: true });
				for (const folder of [paths.folder, paths.generations, paths.cache]) {
					await removeTemporaries(folder);
				}
			});
			return new IndexBuild(paths, lock);
		} catch (error) {
			await lock.release();
			throw error;
		}
	}

	/** Starts an empty generation. What is not committed is removed by `release`. */
	async beginGeneration(): Promise<GenerationWriter> {
		const generation = await GenerationWriter.create(this.#paths);
		this.#generations.push(generation);
		return generation;
	}

	/** Opens a committed generation that need not be current, to try it. @throws SiteciteError as `GenerationStore.open` */
	async open(name: string, options?: OpenOptions): Promise<OpenGeneration> {
		return await openGeneration(this.#paths, name, options);
	}

	/**
	 * Makes a committed generation the one that readers open, in one atomic step, and removes all but it and the one
	 * before it.
	 *
	 * @param report what the build has to say of itself: any value that JSON can express, kept as it is.
	 * @throws SiteciteError `index_corrupt` where there is no such generation, `index_locked` where the lock was lost.
	 */
	async makeCurrent(name: string, report: unknown, now = new Date()): Promise<MadeCurrent> {
		const build = toJson(report);
		await readManifest(this.#paths, name);
		const before = await this.#pointerBefore();
		const previous = before?.generation === name ? before.previous : (before?.generation ?? null);
		await this.#lock.assertHeld();
		const builtAt = now.toISOString();
		this.#isSwitched = true;
		const pointer = await writePointer(this.#paths, { generation: name, previous, builtAt, build });
		return { pointer, notPruned: await pruneGenerations(this.#paths, pointer) };
	}

	/** Discards what was not committed, or not made current, and gives the lock back. */
	async release(): Promise<void> {
		try {
			for (const generation of this.#generations) await generation.discard();
			if (!this.#isSwitched && this.#generations.length > 0) {
				await pruneGenerations(this.#paths, await this.#pointerBefore());
			}
		} finally {
			await this.#lock.release();
		}
	}

	/** The pointer as the last build left it; null where there is none that can be read: this build puts that right. */
	async #pointerBefore(): Promise<CurrentPointer | null> {
		try {
			return await readPointer(this.#paths);
		} catch (error) {
			if (error instanceof SiteciteError) return null;
			throw error;
		}
	}
}
