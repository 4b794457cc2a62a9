/** Removes generations that no pointer names any more. */

import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CurrentPointer } from "./current-pointer.ts";
import { temporaryName } from "./durable-write.ts";
import { systemErrorCode } from "./index-errors.ts";
import { generationFolder, generationNameSchema, type IndexPaths } from "./index-paths.ts";

/** The names of all generations on disk, sorted. */
export async function listGenerations(paths: IndexPaths): Promise<string[]> {
	const names = await readdir(paths.generations).catch((error: unknown) => {
		if (systemErrorCode(error) === "ENOENT") return [];
		throw error;
	});
	return names.filter((name) => generationNameSchema.safeParse(name).success).sort();
}

/**
 * Removes all generations but the current and the previous one; all, where there is no pointer.
 *
 * @returns those that the system would not let go of (Windows, while a reader holds one open), for the next build.
 */
export async function pruneGenerations(
	paths: IndexPaths,
	pointer: CurrentPointer | null,
): Promise<string[]> {
	const kept: string[] = [];
	for (const name of await listGenerations(paths)) {
		if (name === pointer?.generation || name === pointer?.previous) continue;
		// Renamed first: a crash half way must not leave a part of a generation under a generation's name.
		const aside = join(paths.generations, temporaryName());
		try {
			await rename(generationFolder(paths, name), aside);
			await rm(aside, { recursive: true, force: true });
		} catch (error) {
			if (systemErrorCode(error) === null) throw error;
			kept.push(name);
		}
	}
	return kept;
}
