/** Writes entries some time later, in batches and bounded memory, so that whoever hands them in never waits or fails. */

export interface BackgroundWriterOptions<Entry> {
	/** Writes all of a batch, or throws and has written none. */
	readonly write: (batch: readonly Entry[]) => Promise<void>;
	/** Told when writing begins to fail: the first of failures in a row alone, since they come every second. */
	readonly onFailure: (error: unknown) => void;
	/** From the first entry of a batch to its writing. */
	readonly delayMs?: number;
	/** Entries that may wait; further ones are dropped. */
	readonly capacity?: number;
}

/** A crash loses no more than this. */
const DELAY_MS = 1000;

/** At most 2 MB of questions; more than a single thread answers within a second. */
const CAPACITY = 1000;

export class BackgroundWriter<Entry> {
	readonly #options: Required<BackgroundWriterOptions<Entry>>;
	#waiting: Entry[] = [];
	#timer: NodeJS.Timeout | null = null;
	#writing: Promise<void> | null = null;
	#isFailing = false;
	#isClosed = false;
	#written = 0;
	#dropped = 0;
	#failures = 0;

	constructor(options: BackgroundWriterOptions<Entry>) {
		this.#options = { delayMs: DELAY_MS, capacity: CAPACITY, ...options };
	}

	get written(): number {
		return this.#written;
	}

	/** Entries that there was no room for, or that could not be written before the end. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Batches that could not be written; they are tried again. */
	get failures(): number {
		return this.#failures;
	}

	/** Returns at once, whatever becomes of the entry. */
	add(entry: Entry): void {
		if (this.#isClosed || this.#waiting.length >= this.#options.capacity) {
			this.#dropped++;
			return;
		}
		this.#waiting.push(entry);
		this.#writeLater();
	}

	/** Resolves when what has been handed in so far is written, or cannot be. */
	async flush(): Promise<void> {
		await this.#writing;
		await this.#write();
	}

	/** Writes what waits, and gives up what cannot be written. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.flush();
		this.#dropped += this.#waiting.length;
		this.#waiting = [];
		this.#cancel();
	}

	#writeLater(): void {
		if (this.#timer !== null || this.#writing !== null) return;
		this.#timer = setTimeout(() => void this.#write(), this.#options.delayMs);
		// What waits is written by `close`; no process goes on for it.
		this.#timer.unref();
	}

	#cancel(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	}

	async #write(): Promise<void> {
		this.#cancel();
		this.#writing ??= this.#writeBatch().finally(() => {
			this.#writing = null;
			if (this.#waiting.length > 0 && !this.#isClosed) this.#writeLater();
		});
		await this.#writing;
	}

	async #writeBatch(): Promise<void> {
		const batch = this.#waiting;
		if (batch.length === 0) return;
		this.#waiting = [];
		try {
			await this.#options.write(batch);
			this.#written += batch.length;
			this.#isFailing = false;
		} catch (error) {
			this.#failures++;
			if (!this.#isFailing) this.#options.onFailure(error);
			this.#isFailing = true;
			const kept = [...batch, ...this.#waiting];
			this.#dropped += Math.max(0, kept.length - this.#options.capacity);
			this.#waiting = kept.slice(0, this.#options.capacity);
		}
	}
}
