/** What goes between the thread that serves and those that answer. */

import type { MessagePort } from "node:worker_threads";
import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { Question } from "../domain/question.ts";
import type { Search } from "../domain/search.ts";
import type { RuntimeGate } from "../embedding/student/runtime-gate.ts";
import type { AskSettings } from "./ask-settings.ts";

export type AnswerWork =
	| { readonly kind: "ask"; readonly question: Question; readonly settings: AskSettings }
	| { readonly kind: "search"; readonly wanted: Search };

export interface AnswerTask {
	readonly work: AnswerWork;
	readonly state: TaskState;
	/** Where what is found goes before the answer; null where nobody looks at it. */
	readonly found: MessagePort | null;
}

/** What was raised on purpose; or a fault. An error that is copied would lose its class. */
export type Failure =
	| { readonly raised: Pick<SiteciteError, "code" | "message" | "fault"> }
	| { readonly fault: Error };

/** The response of the work, or why there is none. */
export type AnswerOutcome = { readonly response: AskResponse | SearchResponse } | Failure;

/** What a thread says of itself, before it takes any work. */
export type ThreadReport = { readonly threadId: number } & ThreadState;

/** The gate, which comes first, says when the thread can be ended; one that could not open the index tries again. */
type ThreadState =
	| { readonly state: "started"; readonly gate: RuntimeGate }
	| { readonly state: "opened" }
	| { readonly state: "unopened"; readonly failure: Failure };

/** Memory of both threads: {@link GIVEN_UP}, {@link BEGUN_BY}. */
export type TaskState = Int32Array<SharedArrayBuffer>;

/** Not 0 once nobody waits for the response any more. */
const GIVEN_UP = 0;
/** The id of the thread that works on it; 0 before. */
const BEGUN_BY = 1;

export function newTaskState(): TaskState {
	return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

export function giveUp(state: TaskState): void {
	Atomics.store(state, GIVEN_UP, 1);
}

export function isGivenUp(state: TaskState): boolean {
	return Atomics.load(state, GIVEN_UP) !== 0;
}

export function beginBy(state: TaskState, threadId: number): void {
	Atomics.store(state, BEGUN_BY, threadId);
}

export function begunBy(state: TaskState): number {
	return Atomics.load(state, BEGUN_BY);
}

export function failureOf(error: unknown): Failure {
	if (error instanceof SiteciteError) {
		const { code, message, fault } = error;
		return { raised: { code, message, fault } };
	}
	return { fault: error instanceof Error ? error : new Error(String(error)) };
}

/** @throws what the other thread raised, or its fault */
export function responseOf(outcome: AnswerOutcome): AskResponse | SearchResponse {
	if ("response" in outcome) return outcome.response;
	throw errorOf(outcome);
}

/** What the other thread raised, or its fault. */
export function errorOf(failure: Failure): Error {
	if ("fault" in failure) return failure.fault;
	const { code, message, fault } = failure.raised;
	return new SiteciteError(code, message, { fault });
}
