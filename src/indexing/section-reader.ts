/** Reads one section of a generation and never returns bytes of a section that it found damaged. */

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { SiteciteError } from "../domain/errors.ts";
import { kernelBytes } from "../vectors/kernel-memory.ts";
import { corruptIndex } from "./index-errors.ts";
import { generationFolder, type IndexPaths } from "./index-paths.ts";
import type { ManifestFile } from "./manifest.ts";

/** One read and one step of the hash: 1 to 16 MiB took the same time on 64 MiB; the least keeps memory low. */
const SLICE_BYTES = 1 << 20;

/**
 * A plain file is all that is ever opened: a link could lead out of the folder, and opening a pipe would wait
 * forever. Windows knows neither flag.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** An open section of the size that the manifest gives it. It stays readable when its generation is pruned. */
export class SectionReader {
	readonly name: string;
	/** In bytes. */
	readonly size: number;
	readonly #sha256: string;
	readonly #handle: FileHandle;
	/** The error to throw where the section's bytes turn out not to be what they should; names the file. */
	readonly corrupt: (problem: string, cause?: unknown) => SiteciteError;

	private constructor(
		file: ManifestFile,
		handle: FileHandle,
		corrupt: (problem: string, cause?: unknown) => SiteciteError,
	) {
		this.name = file.name;
		this.size = file.size;
		this.#sha256 = file.sha256;
		this.#handle = handle;
		this.corrupt = corrupt;
	}

	/** Opens a section. @throws SiteciteError `index_corrupt` where it is missing or of another size. */
	static async open(
		paths: IndexPaths,
		generation: string,
		file: ManifestFile,
	): Promise<SectionReader> {
		const path = join(generationFolder(paths, generation), file.name);
		const corrupt = (problem: string, cause?: unknown) =>
			corruptIndex(paths.folder, path, problem, cause);
		const handle = await open(path, OPEN_FLAGS).catch((error: unknown) => {
			throw corrupt("it cannot be opened", error);
		});
		try {
			const status = await handle.stat();
			if (!status.isFile()) throw corrupt("it is not a plain file");
			if (status.size !== file.size) {
				throw corrupt(`it has ${status.size} bytes instead of ${file.size}`);
			}
			return new SectionReader(file, handle, corrupt);
		} catch (error) {
			await handle.close();
			throw error;
		}
	}

	/**
	 * The whole section, at offset 0 of memory of its own that threads can share, so that every kind of typed array
	 * may be laid over it.
	 *
	 * @param isComputed whether kernels are to compute on it in place.
	 * @throws SiteciteError `index_corrupt` where its checksum is not the manifest's.
	 */
	async readAll(isComputed = false): Promise<Uint8Array<SharedArrayBuffer>> {
		const bytes = isComputed
			? kernelBytes(this.size)
			: new Uint8Array(new SharedArrayBuffer(this.size));
		const hash = createHash("sha256");
		for (let start = 0; start < this.size; start += SLICE_BYTES) {
			const slice = bytes.subarray(start, start + SLICE_BYTES);
			await this.#fill(slice, start);
			hash.update(slice);
		}
		this.#checkSum(hash.digest("hex"));
		return bytes;
	}

	/**
	 * The bytes from `start` up to `end`. Their checksum is the caller's affair: either `verify` was called before, or
	 * the section holds sums of its own.
	 *
	 * @throws RangeError for a range that is not within the section.
	 * @throws SiteciteError `index_corrupt` where they cannot be read.
	 */
	async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
		if (!(Number.isSafeInteger(start) && 0 <= start && start <= end && end <= this.size)) {
			throw new RangeError(
				`${start} to ${end} is not a range of the ${this.size} bytes of ${this.name}`,
			);
		}
		const bytes = new Uint8Array(end - start);
		await this.#fill(bytes, start);
		return bytes;
	}

	/** Reads the section through. @throws SiteciteError `index_corrupt` where its checksum is not the manifest's. */
	async verify(): Promise<void> {
		const hash = createHash("sha256");
		const buffer = new Uint8Array(Math.min(SLICE_BYTES, this.size));
		for (let start = 0; start < this.size; start += SLICE_BYTES) {
			const slice = buffer.subarray(0, Math.min(SLICE_BYTES, this.size - start));
			await this.#fill(slice, start);
			hash.update(slice);
		}
		this.#checkSum(hash.digest("hex"));
	}

	/** Lets go of the file; the section must not be read afterwards. */
	async close(): Promise<void> {
		await this.#handle.close();
	}

	#checkSum(found: string): void {
		if (found !== this.#sha256) throw this.corrupt("its checksum does not match");
	}

	async #fill(bytes: Uint8Array, position: number): Promise<void> {
		let filled = 0;
		while (filled < bytes.length) {
			const { bytesRead } = await this.#handle
				.read(bytes, filled, bytes.length - filled, position + filled)
				.catch((error: unknown) => {
					throw this.corrupt("it cannot be read", error);
				});
			if (bytesRead === 0) throw this.corrupt("it is shorter than it was when it was opened");
			filled += bytesRead;
		}
	}
}
