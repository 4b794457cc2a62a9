/** Where each part of an index folder lies, and which names may become part of a path. */

import { join } from "node:path";
import { z } from "zod";

/** The parts of one index folder. */
export interface IndexPaths {
	readonly folder: string;
	/** The pointer to the generation that serves. */
	readonly current: string;
	readonly generations: string;
	readonly cache: string;
	readonly lock: string;
	/** What the last run of golden questions came to. */
	readonly evaluation: string;
}

/** The name of the file that describes a generation; no section may bear it. */
export const MANIFEST_NAME = "manifest.json";

/** A generation's name: 32 hexadecimal digits, so it can never point out of the folder. */
export const generationNameSchema = z.string().regex(/^[0-9a-f]{32}$/u);

/**
 * A section's name: one plain file name of at most 100 characters, with one dot inside it. Separators, `..`, hidden
 * files and the manifest are all refused.
 */
export const sectionNameSchema = z
	.string()
	.max(100)
	.regex(/^[a-z0-9-]+\.[a-z0-9-]+$/u)
	.refine((name) => name !== MANIFEST_NAME);

/** The parts of the index folder `folder`, which need not exist. */
export function indexPaths(folder: string): IndexPaths {
	return {
		folder,
		current: join(folder, "current.json"),
		generations: join(folder, "generations"),
		cache: join(folder, "cache"),
		lock: join(folder, "build.lock"),
		evaluation: join(folder, "evaluation.json"),
	};
}

/** The folder of a generation. @throws RangeError where `name` is not a generation's name. */
export function generationFolder(paths: IndexPaths, name: string): string {
	if (!generationNameSchema.safeParse(name).success) {
		throw new RangeError(`${JSON.stringify(name)} is not a generation's name`);
	}
	return join(paths.generations, name);
}

/** `name` itself. @throws RangeError where it is not a section's name. */
export function checkSectionName(name: string): string {
	if (!sectionNameSchema.safeParse(name).success) {
		throw new RangeError(
			`${JSON.stringify(name)} is not a section's name: lower-case letters, digits, "-" and one dot, not ${MANIFEST_NAME}`,
		);
	}
	return name;
}
