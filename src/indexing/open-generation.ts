/** Opens one generation: all its sections of the right size, and those read now proven by their checksums. */

import { corruptIndex } from "./index-errors.ts";
import { generationFolder, type IndexPaths } from "./index-paths.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { SectionReader } from "./section-reader.ts";

/** Which sections are wanted, and how. A name that the generation lacks is an error when it is asked for. */
export interface OpenOptions {
	/** Sections that are left on disk and read by ranges. Default: none. */
	readonly lazy?: readonly string[];
	/** Sections that are read into memory. Default: all that are not lazy. */
	readonly read?: readonly string[];
	/** Sections, of those that are read, on which kernels compute in place. Default: none. */
	readonly computed?: readonly string[];
}

/** Sections in memory that threads share. */
export type SharedSections = ReadonlyMap<string, Uint8Array<SharedArrayBuffer>>;

/** A generation in use. It stays whole while it is open, whatever is built meanwhile. */
export class OpenGeneration {
	readonly name: string;
	readonly manifest: Manifest;
	/** The sections that were read, each in shareable memory of its own. */
	readonly sections: SharedSections;
	readonly #paths: IndexPaths;
	readonly #lazy: ReadonlyMap<string, SectionReader>;

	constructor(
		paths: IndexPaths,
		name: string,
		manifest: Manifest,
		sections: SharedSections,
		lazy: ReadonlyMap<string, SectionReader>,
	) {
		this.name = name;
		this.manifest = manifest;
		this.sections = sections;
		this.#paths = paths;
		this.#lazy = lazy;
	}

	/** A section that was read. @throws SiteciteError `index_corrupt` where the generation lacks it. */
	section(name: string): Uint8Array {
		return this.sections.get(name) ?? this.#lacks(name);
	}

	/** A section that was left on disk. @throws SiteciteError `index_corrupt` where the generation lacks it. */
	lazySection(name: string): SectionReader {
		return this.#lazy.get(name) ?? this.#lacks(name);
	}

	/** Reads the lazy sections through. @throws SiteciteError `index_corrupt` where one is damaged. */
	async verifyLazySections(): Promise<void> {
		for (const section of this.#lazy.values()) await section.verify();
	}

	/** Lets go of the lazy sections' files; what was read stays usable. */
	async close(): Promise<void> {
		await closeAll(this.#lazy.values());
	}

	#lacks(name: string): never {
		const folder = generationFolder(this.#paths, this.name);
		if (this.manifest.files.some((file) => file.name === name)) {
			throw new RangeError(`The section ${name} of ${folder} was not opened in this way`);
		}
		throw corruptIndex(this.#paths.folder, folder, `it has no section ${name}`);
	}
}

/**
 * Opens the generation `name`.
 *
 * @throws SiteciteError `index_version` or `index_corrupt`, naming the file.
 */
export async function openGeneration(
	paths: IndexPaths,
	name: string,
	options: OpenOptions = {},
): Promise<OpenGeneration> {
	const manifest = await readManifest(paths, name);
	const lazyNames = new Set(options.lazy);
	const computed = new Set(options.computed);
	const readNames = options.read === undefined ? null : new Set(options.read);
	const lazy = new Map<string, SectionReader>();
	const eager: SectionReader[] = [];
	try {
		// All files are opened before the first is read: from here on, pruning cannot take them away.
		for (const file of manifest.files) {
			if (lazyNames.has(file.name)) {
				lazy.set(file.name, await SectionReader.open(paths, name, file));
			} else if (readNames === null || readNames.has(file.name)) {
				eager.push(await SectionReader.open(paths, name, file));
			}
		}
		const sections = new Map(
			await Promise.all(
				eager.map(
					async (section) =>
						[section.name, await section.readAll(computed.has(section.name))] as const,
				),
			),
		);
		return new OpenGeneration(paths, name, manifest, sections, lazy);
	} catch (error) {
		await closeAll(lazy.values());
		throw error;
	} finally {
		await closeAll(eager);
	}
}

/** Reads every byte of a generation. @throws SiteciteError where anything about it is not as it was written. */
export async function verifyGeneration(paths: IndexPaths, name: string): Promise<void> {
	const manifest = await readManifest(paths, name);
	for (const file of manifest.files) {
		const section = await SectionReader.open(paths, name, file);
		try {
			await section.verify();
		} finally {
			await section.close();
		}
	}
}

async function closeAll(sections: Iterable<SectionReader>): Promise<void> {
	await Promise.all([...sections].map((section) => section.close()));
}
