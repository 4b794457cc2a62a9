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
	type ThreadReport,
} from "./answer-task.ts";
import { AnswerThreads } from "./answer-threads.ts";
import type { Answers } from "./answers.ts";
import type { Asked } from "./ask.ts";
import type { AskSettings } from "./ask-settings.ts";
import { shareIndex } from "./index-share.ts";
import type { OpenIndex } from "./open-index.ts";
import type { WorkerFigures } from "./worker-figures.ts";

/** One that is answered, and the next, so that a thread need not wait until this one has time for it. */
export const QUESTIONS_PER_WORKER = 2;

/** Behind those. The service has a line of its own before this one, bounded by the wait it means. */
const MAX_WAITING = 1000;

/** A question takes milliseconds: a thread still at one that was given up so long ago is stuck. */
const STUCK_MS = 5_000;

/** Questions that are being answered when the pool is closed have so long. A service has given up its own by then. */
const CLOSE_MS = 4_000;

/** How soon it is seen that a thread has left ONNX Runtime, where it must not be ended. Most calls take milliseconds. */
const GATE_POLL_MS = 20;

/**
 * Room for new objects, of which a question leaves few behind: by Node's default each thread would take up some ten to
 * twenty megabytes more.
 */
const YOUNG_GENERATION_MB = 8;

/** As the library shows its threads to whoever balances them. */
type PoolThread = Parameters<NonNullable<Piscina["options"]["loadBalancer"]>>[1][number];

export interface PoolEvents {
	/**
	 * A thread has died at a question, by its own fault or because it was stuck, and another takes its place. Told once a
	 * question that fails by it.
	 */
	readonly onWorkerLost?: (error: unknown) => void;
	/** The one that takes its place cannot open the index: it tries again and again, and answers nothing. Told once a thread. */
	readonly onWorkerUnopened?: (error: unknown) => void;
}

/** A question that the pool has and whose outcome is not there. */
interface Running {
	readonly outcome: Promise<AnswerOutcome>;
	/** Has whoever asked it go without an answer. */
	readonly abandon: (error: Error) => void;
}

export class AnswerPool implements Answers {
	readonly #pool: Piscina<AnswerTask, AnswerOutcome>;
	readonly #wanted: number;
	readonly #events: PoolEvents;
	readonly #threads: AnswerThreads;
	readonly #running = new Set<Running>();
	#created = 0;
	#isClosing = false;

	private constructor(index: OpenIndex, threads: number, events: PoolEvents) {
		this.#wanted = threads;
		this.#events = events;
		this.#threads = new AnswerThreads({
			onUnopened: (error) => {
				if (!this.#isClosing) events.onWorkerUnopened?.(error);
			},
		});
		this.#pool = new Piscina({
			...workerFile("answer-questions.worker", import.meta.url),
			name: "answerQuestion",
			minThreads: threads,
			maxThreads: threads,
			concurrentTasksPerWorker: QUESTIONS_PER_WORKER,
			recordTiming: false,
			// The pool's own would hand questions to a thread that has not opened the index.
			loadBalancer: (_question, workers) => this.#leastBusy(workers),
			resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
			workerData: shareIndex(index),
		});
		this.#pool.on("error", (error) => {
			this.#threads.failed(error);
			this.#lost(error);
		});
		this.#pool.on("message", (report: ThreadReport) => {
			this.#threads.heard(report);
			this.#abandonWhereNoneAnswers();
		});
		this.#pool.on("workerCreate", () => {
			this.#created++;
		});
		this.#pool.on("workerDestroy", () => {
			// The pool tells of it while it still has it.
			queueMicrotask(() => {
				this.#threads.ended(this.#pool.threads.map(({ threadId }) => threadId));
				this.#abandonWhereNoneAnswers();
			});
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
			await pool.#threads.untilOpen(threads);
		} catch (error) {
			await pool.close();
			throw error;
		}
		return pool;
	}

	get figures(): WorkerFigures {
		const threads = this.#threads.open;
		const fault = this.#fault;
		return {
			threads,
			wanted: this.#wanted,
			fault: fault && codeOf(fault),
			busy: Math.min(this.#running.size, threads),
			waiting: Math.max(0, this.#running.size - threads),
			restarts: Math.max(0, this.#created - this.#wanted),
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
			const first = await Promise.race([
				found,
				// The answer comes another way than what was found, and may overtake it.
				answering.then(() => receiveMessageOnPort(port1)?.message as Asked["found"]),
			]);
			port1.close();
			return { found: first, finish: () => answering };
		} catch (error) {
			// The thread closes it: what waits for one could not be handed over any more with a closed port.
			port1.unref();
			throw error;
		}
	}

	async search(wanted: Search, signal?: AbortSignal): Promise<SearchResponse> {
		return (await this.#run({ kind: "search", wanted }, signal)) as SearchResponse;
	}

	/**
	 * Answers what was asked, and ends the threads; nothing must be asked afterwards. What a thread computes in ONNX Runtime
	 * is waited for, however long that takes.
	 */
	async close(): Promise<void> {
		this.#isClosing = true;
		// Not by the pool's own `close`: with several threads it does not wait for the last task.
		await Promise.race([
			Promise.allSettled(Array.from(this.#running, ({ outcome }) => outcome)),
			delay(CLOSE_MS, undefined, { ref: false }),
		]);
		while (!this.#pool.threads.every(({ threadId }) => this.#threads.canEnd(threadId))) {
			await delay(GATE_POLL_MS);
		}
		await this.#pool.destroy();
		// A timer of the library's keeps the pool until it has run out; the index must not wait for that.
		Object.assign(this.#pool.options, { workerData: null });
	}

	/** @throws SiteciteError `worker_lost`, `overloaded`; what the work raises; the signal's reason */
	async #run(work: AnswerWork, signal?: AbortSignal, found: AnswerTask["found"] = null) {
		signal?.throwIfAborted();
		if (this.#running.size >= this.#wanted * QUESTIONS_PER_WORKER + MAX_WAITING) {
			throw new SiteciteError("overloaded", "Too many questions at once. Try again later.");
		}
		const state = newTaskState();
		return await new Promise<ReturnType<typeof responseOf>>((resolve, reject) => {
			const outcome = this.#pool.run(
				{ work, state, found },
				found === null ? {} : { transferList: [found] },
			);
			const leave = (reason: unknown) => {
				giveUp(state);
				reject(reason);
			};
			const running: Running = { outcome, abandon: leave };
			this.#running.add(running);
			let stuck: NodeJS.Timeout | undefined;
			const gone = () => {
				leave(signal?.reason);
				const end = () => {
					if (!this.#endThread(begunBy(state))) stuck = setTimeout(end, GATE_POLL_MS).unref();
				};
				stuck = setTimeout(end, STUCK_MS).unref();
			};
			signal?.addEventListener("abort", gone, { once: true });
			outcome
				.catch((error: unknown) => {
					throw this.#poolError(error);
				})
				.finally(() => {
					this.#running.delete(running);
					clearTimeout(stuck);
					signal?.removeEventListener("abort", gone);
				})
				.then((one) => resolve(responseOf(one)))
				.catch(reject);
		});
	}

	/** Why there are fewer threads than there are to be, but for those that are on their way. */
	get #fault(): Error | null {
		if (this.#threads.fault !== null) return this.#threads.fault;
		// The library replaces no thread any more once one has died on its way to the index.
		const isReplaced = this.#pool.threads.length === this.#wanted;
		return isReplaced ? null : new SiteciteError("worker_lost", "A thread is not replaced.");
	}

	/** What waits for a thread waits in vain where none is left and none comes. */
	#abandonWhereNoneAnswers(): void {
		const cause = this.#fault;
		if (this.#threads.open > 0 || cause === null || this.#isClosing) return;
		const message = "No thread is left that could answer. Try again.";
		const error = new SiteciteError("worker_lost", message, { cause });
		for (const running of this.#running) {
			this.#running.delete(running);
			running.abandon(error);
		}
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

	/** False where that must wait. */
	#endThread(id: number): boolean {
		const thread = this.#pool.threads.find(({ threadId }) => threadId === id);
		if (thread === undefined) return true;
		if (!this.#threads.canEnd(id)) return false;
		this.#threads.leaving(id);
		void thread.terminate();
		return true;
	}

	/** Of those that have opened the index; null where none of them has room. */
	#leastBusy(workers: readonly PoolThread[]): PoolThread | null {
		let found: PoolThread | null = null;
		for (const worker of workers) {
			if (!this.#threads.isOpen(worker.id)) continue;
			if (worker.currentUsage < (found?.currentUsage ?? QUESTIONS_PER_WORKER)) found = worker;
		}
		return found;
	}
}

function codeOf(error: Error): string {
	return error instanceof SiteciteError ? error.code : "internal";
}
