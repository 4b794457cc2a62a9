/** Answers in worker threads, which read one index in one memory. */

import { setTimeout as delay } from "node:timers/promises";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { Piscina } from "piscina";
import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { Question } from "../domain/question.ts";
import type { Search } from "../domain/search.ts";
import { workerFile } from "../embedding/worker-file.ts";
import {
	type AnswerOutcome,
	type AnswerTask,
	type AnswerWork,
	begunBy,
	giveUp,
	newTaskState,
	responseOf,
} from "./answer-task.ts";
import type { Answers } from "./answers.ts";
import type { Asked } from "./ask.ts";
import type { AskSettings } from "./ask-settings.ts";
import { shareIndex } from "./index-share.ts";
import type { OpenIndex } from "./open-index.ts";

/** One that is answered, and the next, so that a thread need not wait until this one has time for it. */
export const QUESTIONS_PER_WORKER = 2;

/** Behind those. The service has a line of its own before this one, bounded by the wait it means. */
const MAX_WAITING = 1000;

/** A question takes milliseconds: a thread still at one that was given up so long ago is stuck. */
const STUCK_MS = 5_000;

/** Questions that are being answered when the pool is closed have so long. A service has given up its own by then. */
const CLOSE_MS = 4_000;

/**
 * Room for new objects, of which a question leaves few behind: by Node's default each thread would take up some ten to
 * twenty megabytes more.
 */
const YOUNG_GENERATION_MB = 8;

export interface PoolEvents {
	/**
	 * A thread has died at a question, by its own fault or because it was stuck, and another takes its place; or the other
	 * cannot open the index. Told once a question that fails by it.
	 */
	readonly onWorkerLost?: (error: unknown) => void;
}

/** What can be watched of workers. */
export interface WorkerFigures {
	readonly threads: number;
	readonly busy: number;
	/** Questions that wait for a thread. */
	readonly waiting: number;
	/** Threads that took the place of one that died, since the start. */
	readonly restarts: number;
}

export class AnswerPool implements Answers {
	readonly #pool: Piscina<AnswerTask, AnswerOutcome>;
	readonly #threads: number;
	readonly #events: PoolEvents;
	readonly #running = new Set<Promise<AnswerOutcome>>();
	#created = 0;
	#isClosing = false;

	private constructor(index: OpenIndex, threads: number, events: PoolEvents) {
		this.#threads = threads;
		this.#events = events;
		this.#pool = new Piscina({
			...workerFile("answer-questions.worker", import.meta.url),
			name: "answerQuestion",
			minThreads: threads,
			maxThreads: threads,
			concurrentTasksPerWorker: QUESTIONS_PER_WORKER,
			recordTiming: false,
			resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
			workerData: shareIndex(index),
		});
		this.#pool.on("error", (error) => this.#lost(error));
		this.#pool.on("workerCreate", () => {
			this.#created++;
			// It opens its index before a reader waits for that.
			if (this.#created > threads) {
				this.#run({ kind: "open" }).catch((error: unknown) => this.#lost(error));
			}
		});
	}

	/**
	 * Starts so many threads, and resolves when all can answer. The index stays the caller's, to be closed after the pool.
	 *
	 * @throws SiteciteError `embedder_mismatch`, `runtime_missing`, `model_invalid`, as opening the index
	 */
	static async start(
		index: OpenIndex,
		threads: number,
		events: PoolEvents = {},
	): Promise<AnswerPool> {
		const pool = new AnswerPool(index, threads, events);
		try {
			// The least busy thread gets each: one for every thread.
			await Promise.all(Array.from({ length: threads }, () => pool.#run({ kind: "open" })));
		} catch (error) {
			await pool.close();
			throw error;
		}
		return pool;
	}

	get figures(): WorkerFigures {
		return {
			threads: this.#threads,
			busy: Math.min(this.#running.size, this.#threads),
			waiting: Math.max(0, this.#running.size - this.#threads),
			restarts: Math.max(0, this.#created - this.#threads),
		};
	}

	async ask(question: Question, settings: AskSettings, signal?: AbortSignal): Promise<AskResponse> {
		return (await this.#run({ kind: "ask", question, settings }, signal)) as AskResponse;
	}

	async startAsking(
		question: Question,
		settings: AskSettings,
		signal?: AbortSignal,
	): Promise<Asked> {
		const { port1, port2 } = new MessageChannel();
		const found = new Promise<Asked["found"]>((resolve) => port1.once("message", resolve));
		const answering = this.#run(
			{ kind: "ask", question, settings },
			signal,
			port2,
		) as Promise<AskResponse>;
		// Its end is of no interest to who leaves before it.
		answering.catch(() => {});
		try {
			return {
				found: await Promise.race([
					found,
					// The answer comes another way than what was found, and may overtake it.
					answering.then(() => receiveMessageOnPort(port1)?.message as Asked["found"]),
				]),
				finish: () => answering,
			};
		} finally {
			port1.close();
		}
	}

	async search(wanted: Search, signal?: AbortSignal): Promise<SearchResponse> {
		return (await this.#run({ kind: "search", wanted }, signal)) as SearchResponse;
	}

	/** Answers what was asked, and ends the threads; nothing must be asked afterwards. */
	async close(): Promise<void> {
		this.#isClosing = true;
		// Not by the pool's own `close`: with several threads it does not wait for the last task.
		await Promise.race([
			Promise.allSettled(this.#running),
			delay(CLOSE_MS, undefined, { ref: false }),
		]);
		await this.#pool.destroy();
		// A timer of the library's keeps the pool until it has run out; the index must not wait for that.
		Object.assign(this.#pool.options, { workerData: null });
	}

	/** @throws SiteciteError `worker_lost`, `overloaded`; what the work raises; the signal's reason */
	async #run(work: AnswerWork, signal?: AbortSignal, found: AnswerTask["found"] = null) {
		signal?.throwIfAborted();
		if (this.#running.size >= this.#threads * QUESTIONS_PER_WORKER + MAX_WAITING) {
			throw new SiteciteError("overloaded", "Too many questions at once. Try again later.");
		}
		const state = newTaskState();
		const outcome = this.#pool
			.run({ work, state, found }, found === null ? {} : { transferList: [found] })
			.catch((error: unknown) => {
				throw this.#poolError(error);
			})
			.finally(() => this.#running.delete(outcome));
		this.#running.add(outcome);
		if (signal === undefined) return responseOf(await outcome);
		return await new Promise<ReturnType<typeof responseOf>>((resolve, reject) => {
			let stuck: NodeJS.Timeout | undefined;
			const leave = () => {
				giveUp(state);
				reject(signal.reason);
				stuck = setTimeout(() => this.#endThread(begunBy(state)), STUCK_MS).unref();
			};
			signal.addEventListener("abort", leave, { once: true });
			outcome
				.then((one) => resolve(responseOf(one)))
				.catch(reject)
				.finally(() => {
					clearTimeout(stuck);
					signal.removeEventListener("abort", leave);
				});
		});
	}

	/** The work itself never rejects: what does is its thread, or the pool. */
	#poolError(cause: unknown): SiteciteError {
		this.#lost(cause);
		const message = "What worked on the answer has ended before it was there. Try again.";
		return new SiteciteError("worker_lost", message, { cause });
	}

	#lost(error: unknown): void {
		// A pool that is closed ends its threads, and with them what nobody waits for any more.
		if (!this.#isClosing) this.#events.onWorkerLost?.(error);
	}

	#endThread(id: number): void {
		const thread = this.#pool.threads.find(({ threadId }) => threadId === id);
		void thread?.terminate();
	}
}
