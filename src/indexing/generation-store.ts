/** An index folder: readers open its current generation, one build at a time writes the next one beside it. */

import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import { SiteciteError } from "../domain/errors.ts";
import { type CurrentPointer, readPointer } from "./current-pointer.ts";
import { describeIndex, type IndexDescription } from "./describe-index.ts";
import { replaceFile } from "./durable-write.ts";
import { IndexBuild } from "./index-build.ts";
import { systemErrorCode } from "./index-errors.ts";
import { type IndexPaths, indexPaths } from "./index-paths.ts";
import { type OpenGeneration, type OpenOptions, openGeneration } from "./open-generation.ts";

/** How often a reader follows a pointer that moved on while it was opening: each time takes two whole builds. */
const MAX_OPEN_ATTEMPTS = 5;

/** How often the pointer is looked at for a new build; one look costs some microseconds. */
const WATCH_INTERVAL_MS = 1000;

/** The current generation of an index, open, and the pointer that named it. */
export interface OpenIndex {
	readonly pointer: CurrentPointer;
	readonly generation: OpenGeneration;
}

/** The index in one folder. It holds no state: any number of stores, in any number of processes, may share a folder. */
export class GenerationStore {
	readonly #paths: IndexPaths;

	/** @param folder the index folder; it need not exist before the first build. */
	constructor(folder: string) {
		this.#paths = indexPaths(folder);
	}

	/** Starts a build. @throws SiteciteError `index_locked` while another runs, `index_unwritable`. */
	async startBuild(): Promise<IndexBuild> {
		return await IndexBuild.start(this.#paths);
	}

	/**
	 * Which generation serves now: a cheap way to notice a new build.
	 *
	 * @throws SiteciteError `index_missing`, `index_version`, `index_corrupt`.
	 */
	async current(): Promise<CurrentPointer> {
		return await readPointer(this.#paths);
	}

	/**
	 * Calls `onChange` each time the pointer has been replaced, until the returned function is called. The pointer is
	 * looked at again and again: the system's notices do not come from network and container mounts, and end with the
	 * file that is replaced.
	 */
	watch(onChange: () => void): () => void {
		const { current } = this.#paths;
		watchFile(current, { interval: WATCH_INTERVAL_MS, persistent: false }, onChange);
		return () => unwatchFile(current, onChange);
	}

	/**
	 * Opens the current generation. If it is damaged, that is an error: no other one is served in its place.
	 *
	 * @throws SiteciteError `index_missing`, `index_version`, `index_corrupt`, naming the file and the remedy.
	 */
	async open(options?: OpenOptions): Promise<OpenIndex> {
		let pointer = await readPointer(this.#paths);
		for (let attempt = 1; ; attempt++) {
			try {
				return {
					pointer,
					generation: await openGeneration(this.#paths, pointer.generation, options),
				};
			} catch (error) {
				if (!(error instanceof SiteciteError) || attempt === MAX_OPEN_ATTEMPTS) throw error;
				// Two builds since the pointer was read have pruned this generation: the pointer then says so.
				const later = await readPointer(this.#paths);
				if (later.generation === pointer.generation) throw error;
				pointer = later;
			}
		}
	}

	/** What {@link saveEvaluation} kept; null where there is nothing that can be read. */
	async lastEvaluation(): Promise<unknown> {
		try {
			return JSON.parse(await readFile(this.#paths.evaluation, "utf8"));
		} catch (error) {
			if (error instanceof SyntaxError || systemErrorCode(error) === "ENOENT") return null;
			throw error;
		}
	}

	/** Keeps a value that JSON can express, for the next run to compare with. @throws SiteciteError `index_unwritable` */
	async saveEvaluation(evaluation: unknown): Promise<void> {
		await replaceFile(this.#paths.evaluation, JSON.stringify(evaluation));
	}

	/** What the folder holds, without reading its sections. @throws SiteciteError as `current`. */
	async describe(): Promise<IndexDescription> {
		return await describeIndex(this.#paths);
	}
}
