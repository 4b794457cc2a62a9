/** Writes one section of a generation, bit by bit, taking its size and checksum as it goes. */

import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { writing } from "./index-errors.ts";
import { checkSectionName } from "./index-paths.ts";
import type { ManifestFile } from "./manifest.ts";

/** Small writes are gathered up to this size: beyond 256 KiB, writing 1 KB records got no faster. */
const BUFFER_BYTES = 1 << 18;

/** One write to the file system and one step of the hash: far below Node's limit of 2 GiB for either. */
const SLICE_BYTES = 1 << 24;

/** What a stage needs to write a section piece by piece. */
export interface SectionSink {
	/** Appends `bytes`, which may be reused once the promise resolves. Await each write before the next. */
	write(bytes: Uint8Array): Promise<void>;
	/** Says that the section is whole. */
	end(): Promise<void>;
}

/** A section being written. Its bytes are durable only after `sync`. */
export class SectionWriter implements SectionSink {
	readonly name: string;
	readonly #path: string;
	readonly #handle: FileHandle;
	readonly #hash = createHash("sha256");
	readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
	#buffered = 0;
	#size = 0;
	#isWriting = false;
	#file: ManifestFile | null = null;

	private constructor(name: string, path: string, handle: FileHandle) {
		this.name = name;
		this.#path = path;
		this.#handle = handle;
	}

	/** Creates the section `name` in `folder`. @throws RangeError for a name that is not a section's. */
	static async create(folder: string, name: string): Promise<SectionWriter> {
		const path = join(folder, checkSectionName(name));
		return new SectionWriter(name, path, await writing(path, () => open(path, "wx")));
	}

	/** Name, size and checksum once the section has ended, else null. */
	get file(): ManifestFile | null {
		return this.#file;
	}

	async write(bytes: Uint8Array): Promise<void> {
		await this.#exclusively(async () => {
			for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
				await this.#append(bytes.subarray(start, start + SLICE_BYTES));
			}
		});
	}

	async end(): Promise<void> {
		await this.#exclusively(async () => {
			await this.#flush();
			const sha256 = this.#hash.digest("hex");
			this.#file = { name: this.name, size: this.#size, sha256 };
		});
	}

	/** Waits until the section is on disk, and closes its file. */
	async sync(): Promise<void> {
		try {
			await writing(this.#path, () => this.#handle.sync());
		} finally {
			await this.#handle.close();
		}
	}

	/** Closes the file of a section that is not wanted; its bytes are left for the folder's removal. */
	async abandon(): Promise<void> {
		await this.#handle.close();
	}

	async #exclusively(action: () => Promise<void>): Promise<void> {
		if (this.#file !== null) throw new Error(`The section ${this.name} has ended`);
		if (this.#isWriting) throw new Error(`Await each write to ${this.name} before the next`);
		this.#isWriting = true;
		await action();
		// Left set after a failure on purpose: a section with a hole in it must never end.
		this.#isWriting = false;
	}

	async #append(bytes: Uint8Array): Promise<void> {
		this.#hash.update(bytes);
		this.#size += bytes.length;
		if (this.#buffered + bytes.length > BUFFER_BYTES) await this.#flush();
		if (bytes.length > BUFFER_BYTES) {
			await this.#writeOut(bytes);
		} else {
			this.#buffer.set(bytes, this.#buffered);
			this.#buffered += bytes.length;
		}
	}

	async #flush(): Promise<void> {
		await this.#writeOut(this.#buffer.subarray(0, this.#buffered));
		this.#buffered = 0;
	}

	async #writeOut(bytes: Uint8Array): Promise<void> {
		await writing(this.#path, async () => {
			let start = 0;
			while (start < bytes.length) {
				start += (await this.#handle.write(bytes, start)).bytesWritten;
			}
		});
	}
}
