/** Decides which questions are answered now, which wait, and which are refused at once. */

import type { ServerSettings } from "../app/server-settings.ts";

/** Frees the place of a question; further calls do nothing. */
export type Leave = () => void;

interface Waiting {
	readonly start: () => void;
}

/** What a question takes where this was written; the first hundred say what it takes here. */
const FIRST_GUESS_MS = 10;

/** How much the latest question counts in the average: a change is known after some twenty. */
const LATEST_SHARE = 0.1;

/**
 * A bounded number of places, and a bounded line before them. Answering is work of this very thread, so while it
 * answers, nothing arrives: one question is started in each turn of the event loop, and whatever has arrived by then
 * is in line or refused before the next one starts. With workers answering, the places would be theirs.
 */
export class QuestionGate {
	readonly #settings: Pick<ServerSettings, "maxInFlight" | "maxQueue" | "maxWaitMs">;
	readonly #line = new Set<Waiting>();
	#inFlight = 0;
	#isStartDue = false;
	/** How long a place is taken, on average. */
	#heldMs: number;

	constructor(settings: Pick<ServerSettings, "maxInFlight" | "maxQueue" | "maxWaitMs">) {
		this.#settings = settings;
		this.#heldMs = FIRST_GUESS_MS * settings.maxInFlight;
	}

	get inFlight(): number {
		return this.#inFlight;
	}

	get waiting(): number {
		return this.#line.size;
	}

	/**
	 * Null where there is no room; else resolves when the question's turn has come, with what must be called at its end.
	 * Rejects with the signal's reason where that aborts before.
	 */
	enter(signal: AbortSignal): Promise<Leave> | null {
		if (!this.#hasRoom()) return null;
		return new Promise((resolve, reject) => {
			const abandon = () => {
				this.#line.delete(waiting);
				reject(signal.reason);
			};
			const waiting = {
				start: () => {
					signal.removeEventListener("abort", abandon);
					resolve(this.#takePlace());
				},
			};
			if (signal.aborted) return abandon();
			signal.addEventListener("abort", abandon, { once: true });
			this.#line.add(waiting);
			this.#startSoon();
		});
	}

	#hasRoom(): boolean {
		const { maxInFlight, maxQueue, maxWaitMs } = this.#settings;
		// What stands in line for a free place is about to start, and does not wait.
		const ahead = this.#line.size + this.#inFlight - maxInFlight;
		if (ahead < 0) return true;
		const waitMs = ((ahead + 1) * this.#heldMs) / maxInFlight;
		return ahead < maxQueue && waitMs <= maxWaitMs;
	}

	#takePlace(): Leave {
		this.#inFlight++;
		const startedAt = performance.now();
		let left = false;
		return () => {
			if (left) return;
			left = true;
			this.#inFlight--;
			this.#heldMs += LATEST_SHARE * (performance.now() - startedAt - this.#heldMs);
			this.#startSoon();
		};
	}

	#startSoon(): void {
		if (this.#isStartDue || this.#line.size === 0) return;
		this.#isStartDue = true;
		setImmediate(() => {
			this.#isStartDue = false;
			if (this.#inFlight < this.#settings.maxInFlight) {
				const [first] = this.#line;
				if (first !== undefined) {
					this.#line.delete(first);
					first.start();
				}
				this.#startSoon();
			}
		});
	}
}
