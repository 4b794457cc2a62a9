/** What the threads of a pool have said of themselves: which can be given questions, and which can be ended. */

import { EventEmitter, once } from "node:events";
import { SiteciteError } from "../domain/errors.ts";
import { type RuntimeGate, shut } from "../embedding/student/runtime-gate.ts";
import { errorOf, type ThreadReport } from "./answer-task.ts";

export interface AnswerThreadsEvents {
	/** One could not open the index, and tries again. Told once a thread. */
	readonly onUnopened: (error: Error) => void;
}

export class AnswerThreads {
	readonly #events: AnswerThreadsEvents;
	/** By thread, from its first word on: what says when it can be ended. */
	readonly #gates = new Map<number, RuntimeGate>();
	readonly #opened = new Set<number>();
	/** Those that could not open the index at their latest try. */
	readonly #unopened = new Map<number, Error>();
	/** Says that a thread has opened the index, could not, or has ended. */
	readonly #changes = new EventEmitter<{ change: [] }>();
	#ended = 0;
	/** Why a thread has ended by its own fault, where one has. */
	#lost: unknown;

	constructor(events: AnswerThreadsEvents) {
		this.#events = events;
	}

	/** How many have opened the index, and so answer. */
	get open(): number {
		return this.#opened.size;
	}

	/** Why one of the others cannot open it. */
	get fault(): Error | null {
		const [fault = null] = this.#unopened.values();
		return fault;
	}

	isOpen(threadId: number): boolean {
		return this.#opened.has(threadId);
	}

	/** One that has not said a word may be on its way into the runtime. */
	canEnd(threadId: number): boolean {
		const gate = this.#gates.get(threadId);
		return gate !== undefined && shut(gate);
	}

	heard(report: ThreadReport): void {
		const { threadId } = report;
		if (report.state === "started") {
			this.#gates.set(threadId, report.gate);
		} else if (report.state === "opened") {
			this.#unopened.delete(threadId);
			this.#opened.add(threadId);
		} else {
			const error = errorOf(report.failure);
			const isFirst = !this.#unopened.has(threadId);
			this.#unopened.set(threadId, error);
			if (isFirst) this.#events.onUnopened(error);
		}
		this.#changes.emit("change");
	}

	/** It is about to be ended, and must be given no other question on its way out. */
	leaving(threadId: number): void {
		this.#opened.delete(threadId);
	}

	/** One has ended by its own fault. */
	failed(cause: unknown): void {
		this.#lost = cause;
	}

	/** Forgets all but those that are left. */
	ended(left: Iterable<number>): void {
		const ids = new Set(left);
		this.#ended++;
		for (const known of [this.#gates, this.#opened, this.#unopened]) {
			for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
		}
		this.#changes.emit("change");
	}

	/**
	 * Resolves when so many have opened the index.
	 *
	 * @throws what one that cannot open it says; SiteciteError `worker_lost` where one has died, with why as its cause
	 */
	async untilOpen(count: number): Promise<void> {
		while (this.#opened.size < count) {
			await once(this.#changes, "change");
			if (this.fault !== null) throw this.fault;
			if (this.#ended > 0) {
				const message = "A thread has died before it could answer.";
				throw new SiteciteError("worker_lost", message, { cause: this.#lost });
			}
		}
	}
}
