/** Embeds windows of tokens on every core: worker threads that come when there is much to do and go when idle. */

import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { workerFile } from "../worker-file.ts";
import type { WindowsTask } from "./embed-windows.worker.ts";

/** Each thread holds a copy of the model. */
const MAX_THREADS = 8;
/** Longer than a build takes between two batches of chunks. */
const IDLE_MS = 5_000;

export class EncoderPool {
	readonly threads = Math.min(MAX_THREADS, availableParallelism());
	readonly #file: string;
	readonly #dimensions: number;
	readonly #running = new Set<Promise<Float32Array>>();
	#pool: Piscina<WindowsTask, Float32Array> | null = null;
	#isClosed = false;

	constructor(file: string, dimensions: number) {
		this.#file = file;
		this.#dimensions = dimensions;
	}

	/** One vector per window, in order: views into memory of their own. */
	async embed(windows: readonly Int32Array[]): Promise<Float32Array[]> {
		if (this.#isClosed) throw new Error("The embedder was closed");
		this.#pool ??= new Piscina({
			...workerFile("embed-windows.worker", import.meta.url),
			name: "embedWindows",
			minThreads: 0,
			maxThreads: this.threads,
			idleTimeout: IDLE_MS,
		});
		const lengths = windows.map((window) => window.length);
		const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
		let start = 0;
		for (const window of windows) {
			ids.set(window, start);
			start += window.length;
		}
		const dimensions = this.#dimensions;
		const running = this.#pool.run({ file: this.#file, ids, lengths, dimensions });
		this.#running.add(running);
		const vectors = await running.finally(() => this.#running.delete(running));
		return windows.map((_, i) => vectors.subarray(i * dimensions, (i + 1) * dimensions));
	}

	/** Once what is being embedded has been: a thread that is ended inside the runtime takes the process down. */
	async close(): Promise<void> {
		const pool = this.#pool;
		this.#isClosed = true;
		this.#pool = null;
		// Not by the pool's own `close`: with several threads it does not wait for the last task.
		await Promise.allSettled(this.#running);
		await pool?.destroy();
	}
}
