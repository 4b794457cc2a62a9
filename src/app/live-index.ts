/** An index that is replaced while it answers, with no question in between. */

import { SiteciteError } from "../domain/errors.ts";
import { AnswerPool } from "./answer-pool.ts";
import { type Answers, answersHere } from "./answers.ts";
import type { Config } from "./config.ts";
import { freeMemory } from "./free-memory.ts";
import { type OpenIndex, openIndex, openVerified } from "./open-index.ts";
import { generationStore } from "./stages.ts";
import { workerCount } from "./worker-count.ts";
import { NO_WORKERS, type WorkerFigures } from "./worker-figures.ts";

/** Why a newer generation is not served. */
export interface RefusedGeneration {
	/** ISO 8601, UTC. */
	readonly at: string;
	/** A stable code, as of an error. */
	readonly code: string;
	/** For everybody: no path, no name. */
	readonly detail: string;
}

export type ReloadOutcome = "unchanged" | "swapped" | "refused";

export interface LiveIndexEvents {
	/** A newer generation answers from now on. */
	readonly onSwap?: (index: OpenIndex) => void;
	/** One could not be opened, and the one before goes on answering. */
	readonly onRefusal?: (error: unknown) => void;
	/** One that was replaced could not be closed: it costs memory until the process ends. */
	readonly onLeak?: (error: unknown) => void;
	/** A thread that answered has died; another takes its place. */
	readonly onWorkerLost?: (error: unknown) => void;
	/** That other one cannot open the index yet, and answers nothing. */
	readonly onWorkerUnopened?: (error: unknown) => void;
}

/** Public words for what may be wrong with a generation. */
const DETAILS: Readonly<Record<string, string>> = {
	index_missing: "The index is no longer where it was.",
	index_corrupt: "The newest generation of the index is damaged.",
	index_version: "The newest generation was built by another version of sitecite.",
	embedder_mismatch: "The newest generation was built with another model than this service runs.",
	runtime_missing: "The newest generation was built with a model that this service cannot run.",
};
const OTHER_DETAIL = "The newest generation of the index cannot be opened.";

export class LiveIndex {
	readonly #config: Config;
	readonly #events: LiveIndexEvents;
	readonly #holders = new Map<OpenIndex, number>();
	/** Those that have been replaced, each until its last question is answered and it is closed. */
	readonly #retired = new Map<OpenIndex, { readonly close: () => void }>();
	readonly #closing = new Set<Promise<void>>();
	/** Of each generation that is open, where it is answered from by threads of their own. */
	readonly #pools = new Map<OpenIndex, AnswerPool>();
	/** Of threads of generations that have been closed. */
	#pastRestarts = 0;
	#current: OpenIndex;
	#refused: RefusedGeneration | null = null;
	#reloading: Promise<ReloadOutcome> | null = null;
	#again: Promise<ReloadOutcome> | null = null;
	#swaps = 0;

	private constructor(config: Config, events: LiveIndexEvents, current: OpenIndex) {
		this.#config = config;
		this.#events = events;
		this.#current = current;
	}

	/** @throws SiteciteError as `openIndex` */
	static async open(config: Config, events: LiveIndexEvents = {}): Promise<LiveIndex> {
		const live = new LiveIndex(config, events, await openIndex(config));
		await live.#startWorkers(live.#current);
		return live;
	}

	/** The index that answers now. Without `hold` it may be closed at any later moment. */
	get current(): OpenIndex {
		return this.#current;
	}

	/** Answers from an index that this one has opened: in threads of its own, or where none has opened it on this one. */
	answersOf(index: OpenIndex): Answers {
		const pool = this.#pools.get(index);
		return pool === undefined || pool.figures.threads === 0 ? answersHere(index) : pool;
	}

	/** The threads that answer from what is current; restarts count since the start. */
	get workers(): WorkerFigures {
		const current = this.#pools.get(this.#current)?.figures;
		let restarts = this.#pastRestarts;
		for (const pool of this.#pools.values()) restarts += pool.figures.restarts;
		return { ...NO_WORKERS, ...current, restarts };
	}

	/** The newest generation, where it could not be opened. */
	get refused(): RefusedGeneration | null {
		return this.#refused;
	}

	/** How often a newer generation has been taken up. */
	get swaps(): number {
		return this.#swaps;
	}

	/** Keeps an index open until what is returned has been called; further calls do nothing. */
	hold(index: OpenIndex): () => void {
		this.#holders.set(index, (this.#holders.get(index) ?? 0) + 1);
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			const left = (this.#holders.get(index) ?? 1) - 1;
			if (left > 0) {
				this.#holders.set(index, left);
				return;
			}
			this.#holders.delete(index);
			this.#retired.get(index)?.close();
		};
	}

	/**
	 * Opens what is current in the index folder beside what answers now, every byte verified, and lets it answer from
	 * then on. Never throws: what cannot be opened is refused, and the old one goes on. A call while another one runs
	 * starts anew after it, since that one may have looked before the newest generation was there.
	 */
	reload(): Promise<ReloadOutcome> {
		if (this.#reloading === null) {
			this.#reloading = this.#reload().finally(() => {
				this.#reloading = null;
			});
			return this.#reloading;
		}
		this.#again ??= this.#reloading.then(() => {
			this.#again = null;
			return this.reload();
		});
		return this.#again;
	}

	/** Closes all generations, once nothing holds them. */
	async close(): Promise<void> {
		await (this.#again ?? this.#reloading);
		this.#retire(this.#current);
		while (this.#closing.size > 0) await Promise.all(this.#closing);
	}

	async #reload(): Promise<ReloadOutcome> {
		try {
			const { generation, builtAt } = await generationStore(this.#config).current();
			const { info } = this.#current;
			if (generation === info.generation && builtAt === info.builtAt) {
				this.#refused = null;
				return "unchanged";
			}
			const next = await openVerified(this.#config);
			await this.#startWorkers(next);
			const before = this.#current;
			this.#current = next;
			this.#refused = null;
			this.#swaps++;
			this.#retire(before);
			this.#events.onSwap?.(next);
			return "swapped";
		} catch (error) {
			const code = error instanceof SiteciteError ? error.code : "internal";
			const at = new Date().toISOString();
			this.#refused = { at, code, detail: DETAILS[code] ?? OTHER_DETAIL };
			// What was read of it, too, is memory that no heap counts.
			setImmediate(freeMemory);
			this.#events.onRefusal?.(error);
			return "refused";
		}
	}

	/** Closes the index where its threads cannot be started. */
	async #startWorkers(index: OpenIndex): Promise<void> {
		const threads = workerCount(this.#config.server, index.info);
		if (threads === 0) return;
		try {
			const { onWorkerLost, onWorkerUnopened } = this.#events;
			const pool = await AnswerPool.start(index, threads, {
				...(onWorkerLost && { onWorkerLost }),
				...(onWorkerUnopened && { onWorkerUnopened }),
			});
			this.#pools.set(index, pool);
		} catch (error) {
			await index.close();
			throw error;
		}
	}

	async #closeIndex(index: OpenIndex): Promise<void> {
		const pool = this.#pools.get(index);
		try {
			await pool?.close();
		} finally {
			this.#pastRestarts += pool?.figures.restarts ?? 0;
			this.#pools.delete(index);
			await index.close();
		}
	}

	#retire(index: OpenIndex): void {
		const isReplaced = index !== this.#current;
		const closed = new Promise<void>((resolve) => {
			if (!this.#holders.has(index)) resolve();
			else this.#retired.set(index, { close: resolve });
		})
			.then(async () => {
				this.#retired.delete(index);
				await this.#closeIndex(index);
			})
			.catch((error: unknown) => this.#events.onLeak?.(error))
			.finally(() => {
				this.#closing.delete(closed);
				if (isReplaced) setImmediate(freeMemory);
			});
		this.#closing.add(closed);
	}
}
