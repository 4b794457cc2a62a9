/**
 * One reader's conversation with the server: at most one request is under way, what is stale is aborted, and
 * every change of state is told.
 */

import type { ApiClient } from "./api-client.ts";
import { type Failure, RequestFailure } from "./failure.ts";
import type { Filters } from "./filters.ts";
import { looksLikeQuestion } from "./looks-like-question.ts";
import type { AskResponse } from "./responses.ts";
import { type Happening, next, START, type State } from "./state.ts";

/** Before that, nothing is shown of a request that is under way: what comes sooner would only flash. */
const SLOW_AFTER_MS = 150;

/** A reader who rests so long on a question wants it answered. */
const PAUSE_MS = 700;

/**
 * Between two requests while one types. As long as the last response took, within these bounds: a near server
 * is asked at every key, a far one is not buried under questions that nobody waits for.
 */
const MIN_DEBOUNCE_MS = 20;
const MAX_DEBOUNCE_MS = 250;

/** Most articles among the suggestions, fewest of a page of articles. */
const MAX_SUGGESTIONS = 8;
const MIN_RESULTS = 10;

export interface SessionOptions {
	readonly client: ApiClient;
	/** Passages of an answer, articles of a page. */
	readonly limit: number;
	readonly changed: (state: State) => void;
	/** Whether what comes now would move what the reader aims at. */
	readonly isAimed: () => boolean;
	readonly answered: (response: AskResponse, isOnPause: boolean) => void;
	readonly failed: (failure: Failure) => void;
}

export interface Session {
	/** The reader typed: suggestions, and after a pause on a question its answer. */
	type(text: string): void;
	/** The reader wants an answer now. */
	ask(text: string): void;
	/** The reader wants articles that have these words. */
	search(text: string): void;
	/** The next page of what {@link search} found. */
	more(): void;
	filter(filters: Filters): void;
	/** Does again what failed or was ended. */
	retry(): void;
	clear(): void;
	/** Ends the wait for an answer or articles; what was typed stays. */
	halt(): void;
	/** Shows what was held back so as not to move what the reader aimed at. */
	release(): void;
	/** Ends every request and timer; the state stays. */
	suspend(): void;
	/** Does again what was under way when {@link suspend} came. */
	resume(): void;
}

export function startSession(options: SessionOptions): Session {
	const { client, limit, changed, isAimed } = options;
	let state = START;
	let request = new AbortController();
	let timers: number[] = [];
	let lastAskedAt = Number.NEGATIVE_INFINITY;
	let roundTripMs = MIN_DEBOUNCE_MS;
	let held: Happening | null = null;
	let again = () => {};

	const session: Session = {
		type(text) {
			begin({ type: "typed", text }, () => session.type(state.text));
			if (text.trim() === "") return;
			const debounceMs = Math.min(Math.max(roundTripMs, MIN_DEBOUNCE_MS), MAX_DEBOUNCE_MS);
			const waitMs = lastAskedAt + debounceMs - performance.now();
			if (waitMs <= 0) suggest();
			else later(suggest, waitMs);
			if (looksLikeQuestion(text)) later(answerOnPause, PAUSE_MS);
		},
		ask(text) {
			const { waiting } = state;
			begin({ type: "asked", text }, () => session.ask(state.text));
			// It was answered already, while the reader was choosing.
			if (waiting?.question === text.trim()) answered(waiting, false);
			else {
				run(
					(signal) => client.ask(state.text.trim(), state.filters, limit, signal),
					(response) => answered(response, false),
				);
			}
		},
		search(text) {
			begin({ type: "searched", text }, () => session.search(state.text));
			find(1);
		},
		more() {
			begin({ type: "moreWanted" }, session.more);
			find(state.results.length + 1);
		},
		filter(filters) {
			tell({ type: "filtered", filters });
			const { stage, text } = state;
			if (stage === "answer") session.ask(text);
			else if (stage === "results") session.search(text);
			else session.type(text);
		},
		retry: () => again(),
		clear() {
			begin({ type: "cleared" }, () => {});
		},
		halt() {
			begin({ type: "halted" }, () => session.type(state.text));
		},
		release() {
			const happening = held;
			held = null;
			if (happening !== null) tell(happening);
		},
		suspend: stop,
		resume() {
			if (state.isPending) again();
		},
	};
	return session;

	function suggest() {
		lastAskedAt = performance.now();
		run(
			(signal) =>
				client.search(state.text, state.filters, Math.min(MAX_SUGGESTIONS, limit + 1), signal),
			(response) => {
				roundTripMs = performance.now() - lastAskedAt;
				const happening = { type: "suggested", response } as const;
				if (state.suggestions !== null && isAimed()) held = happening;
				else tell(happening);
			},
		);
	}

	/** In the background: what is shown stays as it is until the answer is there. */
	function answerOnPause() {
		// One request at a time: suggestions that are still under way come first.
		if (state.isPending) {
			later(answerOnPause, SLOW_AFTER_MS);
			return;
		}
		const { signal } = request;
		client.ask(state.text.trim(), state.filters, limit, signal).then(
			(response) => {
				if (signal.aborted) return;
				if (isAimed()) tell({ type: "answerWaits", response });
				else answered(response, true);
			},
			(error) => {
				// Nobody asked for this answer yet: whoever does is told that there is none.
				if (!signal.aborted && !(error instanceof RequestFailure)) throw error;
			},
		);
	}

	function answered(response: AskResponse, isOnPause: boolean) {
		tell({ type: "answered", response });
		options.answered(response, isOnPause);
	}

	function find(page: number) {
		run(
			(signal) =>
				client.search(state.text.trim(), state.filters, Math.max(MIN_RESULTS, limit), signal, page),
			(response) => tell({ type: "found", response }),
		);
	}

	async function run<Response>(
		ask: (signal: AbortSignal) => Promise<Response>,
		done: (response: Response) => void,
	) {
		const { signal } = request;
		later(() => tell({ type: "slow" }), SLOW_AFTER_MS);
		try {
			const response = await ask(signal);
			if (!signal.aborted) done(response);
		} catch (error) {
			if (signal.aborted) return;
			if (!(error instanceof RequestFailure)) throw error;
			const { failure } = error;
			tell({ type: "failed", failure });
			options.failed(failure);
			if (failure.kind === "busy") later(countDown, 1000);
		}
	}

	function countDown() {
		tell({ type: "waited" });
		if (state.failure?.kind !== "busy") return;
		if (state.failure.seconds <= 0) again();
		else later(countDown, 1000);
	}

	/** Something new: what was under way is stale. */
	function begin(happening: Happening, doAgain: () => void) {
		stop();
		again = doAgain;
		tell(happening);
	}

	function stop() {
		request.abort();
		request = new AbortController();
		held = null;
		timers.forEach(clearTimeout);
		timers = [];
	}

	/** Unless something new comes before. */
	function later(act: () => void, delayMs: number) {
		timers.push(window.setTimeout(act, delayMs));
	}

	function tell(happening: Happening) {
		const before = state;
		state = next(state, happening);
		if (state !== before) changed(state);
	}
}
