/** The manifest of a generation: what it holds, how it was made, and the checksum of every file. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { endianness } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import { corruptIndex, otherVersion } from "./index-errors.ts";
import {
	generationFolder,
	type IndexPaths,
	MANIFEST_NAME,
	sectionNameSchema,
} from "./index-paths.ts";

/** Raised with every change that an older reader would misread, of a section's layout as well. */
export const FORMAT_VERSION = 4;

/** The byte order in which this machine writes and reads typed arrays: `LE` nearly everywhere. */
const BYTE_ORDER = endianness();

const countSchema = z.int().nonnegative();

const embedderSchema = z.strictObject({
	id: z.string(),
	fingerprint: z.string(),
	dimensions: countSchema,
});

const fileSchema = z.strictObject({
	name: sectionNameSchema,
	/** In bytes. */
	size: countSchema,
	sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});

const contentsSchema = z.strictObject({
	counts: z.strictObject({ articles: countSchema, chunks: countSchema }),
	embedder: embedderSchema,
	/** How the legs did on sentences of the articles; null where there were too few to tell. */
	legs: z
		.strictObject({
			sentences: countSchema,
			lexical: countSchema,
			semantic: countSchema,
			usesSemantic: z.boolean(),
		})
		.nullable(),
	/** The chunker's settings, as it was given them. */
	chunker: z.record(z.string(), z.json()),
	/** Name of the kind of engine whose sections these are: `orama`. */
	engine: z.string(),
});

const manifestSchema = contentsSchema.extend({
	formatVersion: z.literal(FORMAT_VERSION),
	byteOrder: z.literal(BYTE_ORDER),
	/** Sorted by name, without duplicates. */
	files: z
		.array(fileSchema)
		.refine((files) => files.every((file, i) => i === 0 || (files[i - 1]?.name ?? "") < file.name)),
});

const versionSchema = z.looseObject({ formatVersion: z.int(), byteOrder: z.enum(["LE", "BE"]) });

/** Which embedder made a generation's vectors. */
export type ManifestEmbedder = Readonly<z.infer<typeof embedderSchema>>;
/** One file of a generation: name, size in bytes, SHA-256 in hexadecimal. */
export type ManifestFile = Readonly<z.infer<typeof fileSchema>>;
/** What the builder says of a generation; nothing in it may depend on the time or the machine. */
export type GenerationContents = Readonly<z.infer<typeof contentsSchema>>;
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** The manifest's text and the generation's name: equal contents and files give equal text and name. */
export function writeManifest(
	contents: GenerationContents,
	files: readonly ManifestFile[],
): { readonly name: string; readonly text: string } {
	const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
	const text = canonicalJson(
		manifestSchema.parse({
			...contents,
			formatVersion: FORMAT_VERSION,
			byteOrder: BYTE_ORDER,
			files: sorted,
		}),
	);
	return { name: nameFor(text), text };
}

/**
 * Reads and checks the manifest of a generation.
 *
 * @throws SiteciteError `index_version` for another format, `index_corrupt` where the manifest is missing, invalid,
 * or not the one the generation is named by.
 */
export async function readManifest(paths: IndexPaths, name: string): Promise<Manifest> {
	const file = join(generationFolder(paths, name), MANIFEST_NAME);
	const corrupt = (problem: string, cause?: unknown) =>
		corruptIndex(paths.folder, file, problem, cause);
	const bytes = await readFile(file).catch((error: unknown) => {
		throw corrupt("it cannot be read", error);
	});
	const json = parseJson(bytes);
	const version = versionSchema.safeParse(json);
	if (version.success) checkVersion(paths.folder, file, version.data);
	if (nameFor(bytes) !== name) throw corrupt("its checksum is not the generation's name");
	const manifest = manifestSchema.safeParse(json);
	if (!manifest.success) throw corrupt("it is not a manifest", manifest.error);
	return manifest.data;
}

function checkVersion(folder: string, file: string, found: z.infer<typeof versionSchema>): void {
	if (found.formatVersion !== FORMAT_VERSION) {
		throw otherVersion(
			folder,
			file,
			`format version ${found.formatVersion}`,
			`version ${FORMAT_VERSION}`,
		);
	}
	if (found.byteOrder !== BYTE_ORDER) {
		throw otherVersion(folder, file, `byte order ${found.byteOrder}`, `${BYTE_ORDER} here`);
	}
}

/** 128 of the 256 bits: short enough for a path and a log line, far beyond accidental collision. */
function nameFor(manifest: string | Uint8Array): string {
	return createHash("sha256").update(manifest).digest("hex").slice(0, 32);
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		// What is not JSON fails the schema, which reports it with the file's name.
		return undefined;
	}
}
