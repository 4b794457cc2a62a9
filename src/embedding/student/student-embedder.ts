/** The better of the bundled embedders: a small transformer, distilled from a larger one, in ONNX Runtime. */

import type { Embedder, EmbedOptions } from "../embedder.ts";
import { WordPiece } from "../word-piece/word-piece.ts";
import { EncoderPool } from "./encoder-pool.ts";
import {
	BUNDLED_STUDENT,
	type EncoderDescription,
	type EncoderSession,
	openEncoder,
} from "./encoder-session.ts";
import { joinVectors, splitIntoWindows, type Windows } from "./windows.ts";

/**
 * Up to this many tokens are embedded on the calling thread: a question, of a thousand characters at most, for
 * which no thread is worth starting.
 */
const SMALL_TOKENS = 1100;
/** Of one task of the pool, some tenths of a second: what an abort waits for, and a step of the progress. */
const TASK_TOKENS = 4096;

/**
 * Opens the model.
 *
 * @param file an ONNX model as `scripts/train-model/` makes it; the bundled one by default
 * @throws SiteciteError `runtime_missing`; `model_invalid` naming the file and the remedy
 */
export async function loadStudentEmbedder(file = BUNDLED_STUDENT): Promise<StudentEmbedder> {
	const { session, description } = await openEncoder(file);
	return new StudentEmbedder(file, session, description);
}

/**
 * A text's vector is the transformer's; a text longer than it reads gets the mean of several windows'.
 * Each text is run alone: rounding to 8 bits would else make its vector depend on its neighbours.
 */
export class StudentEmbedder implements Embedder {
	readonly id = "student";
	readonly fingerprint: string;
	readonly dimensions: number;
	readonly #description: EncoderDescription;
	readonly #session: EncoderSession;
	readonly #pool: EncoderPool;
	readonly #wordPiece: WordPiece;

	constructor(file: string, session: EncoderSession, description: EncoderDescription) {
		this.fingerprint = `student-${description.version}-${description.sha256.slice(0, 16)}`;
		this.dimensions = description.dimensions;
		this.#description = description;
		this.#session = session;
		this.#pool = new EncoderPool(file, description.dimensions);
		this.#wordPiece = new WordPiece(description);
	}

	async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
		const { signal, onProgress } = options;
		signal?.throwIfAborted();
		const windows = texts.map((text) =>
			splitIntoWindows(this.#wordPiece.encode(text), this.#description),
		);
		const vectors: Float32Array[] = Array(texts.length);
		let embedded = 0;
		await inParallel(this.#tasks(windows), this.#pool.threads, async (task) => {
			signal?.throwIfAborted();
			const embeddedWindows = await task.embed();
			signal?.throwIfAborted();
			let start = 0;
			for (const place of task.texts) {
				const own = windows[place] ?? [];
				const parts = embeddedWindows.slice(start, start + own.length);
				vectors[place] = joinVectors(own, parts, this.dimensions);
				start += own.length;
			}
			embedded += task.texts.length;
			onProgress?.(embedded);
		});
		return vectors;
	}

	/** Ends the threads and frees the model's memory; nothing can be embedded afterwards. */
	async close(): Promise<void> {
		await this.#pool.close();
		await this.#session.close();
	}

	/** Consecutive texts that are embedded together, on this thread if there are few. */
	#tasks(windows: readonly Windows[]): Task[] {
		const batches: number[][] = [];
		let tokens = 0;
		let total = 0;
		for (const [place, own] of windows.entries()) {
			const length = own.reduce((sum, window) => sum + window.length, 0);
			total += length;
			if (batches.length === 0 || tokens + length > TASK_TOKENS) {
				batches.push([]);
				tokens = 0;
			}
			tokens += length;
			batches.at(-1)?.push(place);
		}
		const embed = total > SMALL_TOKENS ? this.#inPool : this.#here;
		return batches.map((texts) => ({
			texts,
			embed: () => embed(texts.flatMap((place) => windows[place] ?? [])),
		}));
	}

	readonly #inPool = (windows: readonly Int32Array[]) => this.#pool.embed(windows);

	readonly #here = async (windows: readonly Int32Array[]) => {
		const vectors: Float32Array[] = [];
		for (const window of windows) vectors.push(await this.#session.embed(window));
		return vectors;
	};
}

interface Task {
	/** Places of the texts in the call. */
	readonly texts: readonly number[];
	/** The vectors of all their windows, in order. */
	readonly embed: () => Promise<Float32Array[]>;
}

/** Runs `work` on every task, a few at a time; after a failure, which is thrown, no further one is started. */
async function inParallel<Item>(
	tasks: readonly Item[],
	concurrency: number,
	work: (task: Item) => Promise<void>,
): Promise<void> {
	const waiting = generate(tasks);
	const runners = Array.from({ length: Math.min(concurrency, tasks.length) }, async () => {
		for (const task of waiting) await work(task);
	});
	await Promise.all(runners);
}

/** Unlike an array's own iterator, a generator ends for all who take from it when one of them throws. */
function* generate<Item>(tasks: readonly Item[]): Generator<Item> {
	yield* tasks;
}
