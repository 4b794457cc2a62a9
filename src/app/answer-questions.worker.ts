/** Runs in a worker thread: answers from the index that it was started with, one question after the other. */

import { setTimeout as delay } from "node:timers/promises";
import { parentPort, threadId, workerData } from "node:worker_threads";
import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import { SiteciteError } from "../domain/errors.ts";
import { runtimeGate } from "../embedding/student/runtime-gate.ts";
import {
	type AnswerOutcome,
	type AnswerTask,
	beginBy,
	failureOf,
	isGivenUp,
	type ThreadReport,
} from "./answer-task.ts";
import { startAsking } from "./ask.ts";
import { type IndexShare, openShare } from "./index-share.ts";
import type { QuestionIndex } from "./question-index.ts";
import { search } from "./search.ts";

/** Until the index is tried again: a model that is being replaced is soon there. Each time twice as long, up to: */
const REOPEN_MS = 500;
const MAX_REOPEN_MS = 30_000;

report({ state: "started", threadId, gate: runtimeGate });
/** A promise of it: the pool gives a thread no question before that is kept. */
export const answerQuestion = opened().then((index) => {
	report({ state: "opened", threadId });
	return (task: AnswerTask) => answer(index, task);
});

function report(one: ThreadReport): void {
	parentPort?.postMessage(one);
}

/** What cannot be opened now may be there later; others answer meanwhile. */
async function opened(): Promise<QuestionIndex> {
	for (let waitMs = REOPEN_MS; ; waitMs = Math.min(2 * waitMs, MAX_REOPEN_MS)) {
		try {
			return await openShare(workerData as IndexShare);
		} catch (error) {
			report({ state: "unopened", threadId, failure: failureOf(error) });
		}
		await delay(waitMs);
	}
}

/** Never rejects, so that whoever waits can tell an error from the end of this thread. */
async function answer(index: QuestionIndex, task: AnswerTask): Promise<AnswerOutcome> {
	try {
		throwIfGivenUp(task);
		beginBy(task.state, threadId);
		return { response: await responseTo(index, task) };
	} catch (error) {
		return failureOf(error);
	} finally {
		task.found?.close();
	}
}

async function responseTo(
	index: QuestionIndex,
	task: AnswerTask,
): Promise<AskResponse | SearchResponse> {
	const { work } = task;
	if (work.kind === "search") return await search(index, work.wanted);
	const { found, finish } = await startAsking(index, work.question, work.settings);
	throwIfGivenUp(task);
	task.found?.postMessage(found);
	return await finish();
}

function throwIfGivenUp({ state }: AnswerTask): void {
	if (isGivenUp(state)) throw new SiteciteError("aborted", "Nobody waits for the answer any more.");
}
