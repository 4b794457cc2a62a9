/** The pointer to the generation that serves: the one file whose replacement makes a build visible. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import { replaceFile } from "./durable-write.ts";
import { corruptIndex, missingIndex, otherVersion, systemErrorCode } from "./index-errors.ts";
import { generationNameSchema, type IndexPaths } from "./index-paths.ts";
import { FORMAT_VERSION } from "./manifest.ts";

const pointerSchema = z.strictObject({
	formatVersion: z.literal(FORMAT_VERSION),
	/** The generation that serves. */
	generation: generationNameSchema,
	/** The generation that served before it: kept for readers that are still opening it. */
	previous: generationNameSchema.nullable(),
	/** When this generation was last confirmed by a build, ISO 8601. */
	builtAt: z.iso.datetime(),
	/** The report of that build, as its builder gave it. */
	build: z.json(),
});

/** SHA-256 over the canonical text of the rest: the pointer is the one file whose sum stands nowhere else. */
const signedPointerSchema = pointerSchema.extend({ sha256: z.string() });

export type CurrentPointer = Readonly<z.infer<typeof pointerSchema>>;

/**
 * Reads the pointer of an index.
 *
 * @throws SiteciteError `index_missing`, `index_version` or `index_corrupt`.
 */
export async function readPointer(paths: IndexPaths): Promise<CurrentPointer> {
	const text = await readFile(paths.current, "utf8").catch((error: unknown) => {
		const code = systemErrorCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") throw missingIndex(paths.folder);
		throw corruptIndex(paths.folder, paths.current, "it cannot be read", error);
	});
	const json = parseJson(text);
	const version = z.looseObject({ formatVersion: z.int() }).safeParse(json);
	if (version.success && version.data.formatVersion !== FORMAT_VERSION) {
		const found = `format version ${version.data.formatVersion}`;
		throw otherVersion(paths.folder, paths.current, found, `version ${FORMAT_VERSION}`);
	}
	const parsed = signedPointerSchema.safeParse(json);
	if (!parsed.success) {
		throw corruptIndex(paths.folder, paths.current, "it is not a pointer", parsed.error);
	}
	const { sha256: _, ...pointer } = parsed.data;
	if (pointerText(pointer) !== text) {
		throw corruptIndex(paths.folder, paths.current, "its checksum does not match");
	}
	return pointer;
}

/** Replaces the pointer in one atomic step. */
export async function writePointer(
	paths: IndexPaths,
	pointer: Omit<CurrentPointer, "formatVersion">,
): Promise<CurrentPointer> {
	const checked = pointerSchema.parse({ ...pointer, formatVersion: FORMAT_VERSION });
	await replaceFile(paths.current, pointerText(checked));
	return checked;
}

function pointerText(pointer: CurrentPointer): string {
	const sha256 = createHash("sha256").update(canonicalJson(pointer)).digest("hex");
	return canonicalJson({ ...pointer, sha256 });
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// What is not JSON fails the schema, which reports it with the file's name.
		return undefined;
	}
}
