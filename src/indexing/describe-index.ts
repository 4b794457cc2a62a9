/** Tells what an index folder holds, for people who look into it. */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readLockHolder } from "./build-lock.ts";
import { type CurrentPointer, readPointer } from "./current-pointer.ts";
import { systemErrorCode } from "./index-errors.ts";
import { generationFolder, type IndexPaths } from "./index-paths.ts";
import type { LockHolder } from "./lock-holder.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { listGenerations } from "./prune-generations.ts";

/** A generation on disk. */
export interface GenerationOnDisk {
	readonly name: string;
	/** Of all its files together. */
	readonly bytes: number;
	/** `unused` ones are left over from a build that did not finish; the next one that does removes them. */
	readonly role: "current" | "previous" | "unused";
}

export interface IndexDescription {
	readonly folder: string;
	readonly pointer: CurrentPointer;
	/** Of the current generation; lists each file with its size. */
	readonly manifest: Manifest;
	/** Sorted by name. */
	readonly generations: readonly GenerationOnDisk[];
	readonly cacheBytes: number;
	/** Who holds the build lock; null where nobody does. */
	readonly builder: LockHolder | null;
}

/** Describes an index. @throws SiteciteError `index_missing`, `index_version`, `index_corrupt`. */
export async function describeIndex(paths: IndexPaths): Promise<IndexDescription> {
	const pointer = await readPointer(paths);
	const manifest = await readManifest(paths, pointer.generation);
	const names = await listGenerations(paths);
	const generations = await Promise.all(
		names.map(async (name) => ({
			name,
			bytes: await folderBytes(generationFolder(paths, name)),
			role: roleOf(name, pointer),
		})),
	);
	return {
		folder: paths.folder,
		pointer,
		manifest,
		generations,
		cacheBytes: await folderBytes(paths.cache),
		builder: await readLockHolder(paths.lock),
	};
}

function roleOf(name: string, pointer: CurrentPointer): GenerationOnDisk["role"] {
	if (name === pointer.generation) return "current";
	return name === pointer.previous ? "previous" : "unused";
}

/** What is pruned or replaced while it is being measured counts as nothing. */
async function folderBytes(folder: string): Promise<number> {
	const names = await readdir(folder).catch(noneIfGone<string[]>([]));
	const sizes = await Promise.all(
		names.map((name) =>
			stat(join(folder, name)).then((status) => (status.isFile() ? status.size : 0), noneIfGone(0)),
		),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

function noneIfGone<T>(none: T): (error: unknown) => T {
	return (error) => {
		if (systemErrorCode(error) === "ENOENT") return none;
		throw error;
	};
}
