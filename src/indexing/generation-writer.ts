/** Writes a generation beside the live one: it gets its name only once every byte of it is on disk. */

import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { SiteciteError } from "../domain/errors.ts";
import type { Sections } from "../domain/section.ts";
import { syncFolder, temporaryName, writeNewFile } from "./durable-write.ts";
import { systemErrorCode, writing } from "./index-errors.ts";
import { generationFolder, type IndexPaths, MANIFEST_NAME } from "./index-paths.ts";
import {
	type GenerationContents,
	type Manifest,
	type ManifestFile,
	writeManifest,
} from "./manifest.ts";
import { verifyGeneration } from "./open-generation.ts";
import { type SectionSink, SectionWriter } from "./section-writer.ts";

/** A section's bytes at once, or piece by piece where they are too many. */
export type SectionSource = Uint8Array | AsyncIterable<Uint8Array>;

/** What came of a generation's writing. */
export interface WrittenGeneration {
	/** Derived from the content alone. */
	readonly name: string;
	/** False where the same content was there already, complete: nothing was added then. */
	readonly isNew: boolean;
	readonly files: Manifest["files"];
}

/** A generation being written, in a folder that no reader looks at. */
export class GenerationWriter {
	readonly #paths: IndexPaths;
	readonly #folder: string;
	readonly #sections = new Map<string, SectionWriter>();
	#isOpen = true;

	private constructor(paths: IndexPaths, folder: string) {
		this.#paths = paths;
		this.#folder = folder;
	}

	/** Starts an empty generation. */
	static async create(paths: IndexPaths): Promise<GenerationWriter> {
		const folder = join(paths.generations, temporaryName());
		await writing(folder, () => mkdir(folder));
		return new GenerationWriter(paths, folder);
	}

	/** Starts a section that is written piece by piece. @throws RangeError for a bad or repeated name. */
	async openSection(name: string): Promise<SectionSink> {
		this.#checkOpen();
		if (this.#sections.has(name)) throw new RangeError(`The section ${name} is there already`);
		const section = await SectionWriter.create(this.#folder, name);
		this.#sections.set(name, section);
		return section;
	}

	/** Adds a whole section. An error of its source is passed on, and the generation can then not be committed. */
	async addSection(name: string, source: SectionSource): Promise<void> {
		const section = await this.openSection(name);
		if (source instanceof Uint8Array) await section.write(source);
		else for await (const bytes of source) await section.write(bytes);
		await section.end();
	}

	/** Adds every section of `sections`. */
	async addSections(sections: Sections): Promise<void> {
		for (const [name, bytes] of sections) await this.addSection(name, bytes);
	}

	/**
	 * Names the generation by its content and moves it into place. Where a complete generation of that name exists,
	 * nothing changes; a damaged one is replaced.
	 */
	async commit(contents: GenerationContents): Promise<WrittenGeneration> {
		this.#checkOpen();
		const files = [...this.#sections.values()].map(endedFile);
		const manifest = writeManifest(contents, files);
		const written = { name: manifest.name, files };
		if (await isComplete(this.#paths, manifest.name)) {
			await this.discard();
			return { ...written, isNew: false };
		}
		await this.#moveIntoPlace(manifest.name, manifest.text);
		return { ...written, isNew: true };
	}

	/** Removes what was written. Harmless after `commit`. */
	async discard(): Promise<void> {
		if (!this.#isOpen) return;
		this.#isOpen = false;
		await Promise.all([...this.#sections.values()].map((section) => section.abandon()));
		await writing(this.#folder, () => rm(this.#folder, { recursive: true, force: true }));
	}

	async #moveIntoPlace(name: string, manifestText: string): Promise<void> {
		this.#isOpen = false;
		const target = generationFolder(this.#paths, name);
		try {
			await settleAll([...this.#sections.values()].map((section) => section.sync()));
			await writing(target, async () => {
				await writeNewFile(join(this.#folder, MANIFEST_NAME), manifestText);
				await syncFolder(this.#folder);
				await moveAside(this.#paths, target);
				await rename(this.#folder, target);
				await syncFolder(this.#paths.generations);
			});
		} catch (error) {
			await rm(this.#folder, { recursive: true, force: true });
			throw error;
		}
	}

	#checkOpen(): void {
		if (!this.#isOpen) throw new Error("The generation was committed or discarded");
	}
}

function endedFile(section: SectionWriter): ManifestFile {
	if (section.file === null) throw new Error(`The section ${section.name} has not ended`);
	return section.file;
}

/** As Promise.all, but rejects only when all have come to rest, so that nothing still uses the folder. */
async function settleAll(promises: readonly Promise<void>[]): Promise<void> {
	await Promise.allSettled(promises);
	await Promise.all(promises);
}

async function isComplete(paths: IndexPaths, name: string): Promise<boolean> {
	try {
		await access(generationFolder(paths, name));
		await verifyGeneration(paths, name);
		return true;
	} catch (error) {
		if (error instanceof SiteciteError || systemErrorCode(error) === "ENOENT") return false;
		throw error;
	}
}

/** A folder cannot be replaced by renaming, so what is left of a damaged generation makes way first. */
async function moveAside(paths: IndexPaths, target: string): Promise<void> {
	const aside = join(paths.generations, temporaryName());
	try {
		await rename(target, aside);
	} catch (error) {
		if (systemErrorCode(error) === "ENOENT") return;
		throw error;
	}
	await rm(aside, { recursive: true, force: true });
}
