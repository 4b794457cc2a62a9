/** Decides which questions are answered now, which wait, and which are refused at once. */

import type { ServerSettings } from "../app/server-settings.ts";
import { SiteciteError } from "../domain/errors.ts";

/** Frees the place of a question; further calls do nothing. */
export type Leave = () => void;

type GateSettings = Pick<ServerSettings, "maxInFlight" | "maxQueue" | "maxWaitMs">;

interface Waiting {
	readonly start: () => void;
}

/** From one answer to the next where this was written; the first answers say what it is here. */
const FIRST_GUESS_MS = 10;

/** How much the latest question counts in the average: a change is known after some twenty. */
const LATEST_SHARE = 0.1;

/** How long one turn of the event loop may go on answering: refusals, too, must come soon. */
const MAX_TURN_MS = 30;

/**
 * A bounded number of places, and a bounded line before them. Answering is work of this very thread, so while it
 * answers, nothing arrives: one question is started in each turn of the event loop, and whatever has arrived by then
 * is in line or refused before the next one starts. Where refusing has taken long, answering gets as long in its turn, or
 * a flood would leave no time for answers. Where other threads answer, the places are theirs, and whatever has one starts
 * at once.
 */
export class QuestionGate {
	readonly #settings: GateSettings;
	readonly #placesElsewhere: () => number;
	readonly #line = new Set<Waiting>();
	#inFlight = 0;
	#isStartDue = false;
	/** From one question's end to the next one's while there is one to answer, on average. */
	#intervalMs = FIRST_GUESS_MS;
	#lastEndAt = 0;
	/** Whether there was another one to answer at the latest end. */
	#wasBusy = false;
	#turnStartedAt = 0;
	/** Until when this turn may go on starting questions. */
	#turnEndsAt = 0;

	/** @param placesElsewhere how many questions other threads can be given now; 0: this one answers */
	constructor(settings: GateSettings, placesElsewhere: () => number = () => 0) {
		this.#settings = settings;
		this.#placesElsewhere = placesElsewhere;
	}

	get inFlight(): number {
		return this.#inFlight;
	}

	get waiting(): number {
		return this.#line.size;
	}

	/**
	 * Null where there is no room; else resolves when the question's turn has come, with what must be called at its end.
	 * Rejects with `aborted` where the signal does before.
	 */
	enter(signal: AbortSignal): Promise<Leave> | null {
		if (!this.#hasRoom()) return null;
		return new Promise((resolve, reject) => {
			const abandon = () => {
				this.#line.delete(waiting);
				reject(new SiteciteError("aborted", "The asker left before the question's turn."));
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
			if (this.#placesElsewhere() > 0) this.#startOne();
			else this.#startSoon();
		});
	}

	get #places(): number {
		return Math.max(this.#settings.maxInFlight, this.#placesElsewhere());
	}

	#hasRoom(): boolean {
		const { maxQueue, maxWaitMs } = this.#settings;
		const ahead = this.#line.size + this.#inFlight;
		if (ahead < this.#places) return true;
		return ahead < this.#places + maxQueue && ahead * this.#intervalMs <= maxWaitMs;
	}

	#takePlace(): Leave {
		this.#inFlight++;
		const startedAt = performance.now();
		let left = false;
		return () => {
			if (left) return;
			left = true;
			this.#inFlight--;
			const now = performance.now();
			const interval = now - (this.#wasBusy ? this.#lastEndAt : startedAt);
			this.#intervalMs += LATEST_SHARE * (interval - this.#intervalMs);
			this.#lastEndAt = now;
			this.#wasBusy = this.#line.size + this.#inFlight > 0;
			if (now < this.#turnEndsAt || this.#placesElsewhere() > 0) this.#startOne();
			else this.#startSoon();
		};
	}

	#startSoon(): void {
		if (this.#isStartDue || this.#line.size === 0) return;
		this.#isStartDue = true;
		setImmediate(() => {
			this.#isStartDue = false;
			const now = performance.now();
			// From the latest answer to this turn, the thread was busy with what had arrived.
			const elsewhereMs = now - Math.max(this.#lastEndAt, this.#turnStartedAt);
			this.#turnStartedAt = now;
			this.#turnEndsAt = now + Math.min(elsewhereMs, MAX_TURN_MS);
			this.#startOne();
		});
	}

	#startOne(): void {
		const [first] = this.#line;
		if (first === undefined || this.#inFlight >= this.#places) return;
		this.#line.delete(first);
		first.start();
		if (this.#placesElsewhere() > 0) this.#startOne();
		else this.#startSoon();
	}
}
