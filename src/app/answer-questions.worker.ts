/** Runs in a worker thread: answers from the index that it was started with, one question after the other. */

import { threadId, workerData } from "node:worker_threads";
import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import { SiteciteError } from "../domain/errors.ts";
import {
	type AnswerOutcome,
	type AnswerTask,
	beginBy,
	isGivenUp,
	outcomeOfError,
} from "./answer-task.ts";
import { startAsking } from "./ask.ts";
import { type IndexShare, openShare } from "./index-share.ts";
import type { QuestionIndex } from "./question-index.ts";
import { search } from "./search.ts";

let opening = startOpening();

function startOpening(): Promise<QuestionIndex> {
	const started = openShare(workerData as IndexShare);
	// Every question is told of a failure; before the first there is nobody to tell.
	started.catch(() => {});
	return started;
}

/** What could not be opened may be there at the next question: a model that is being replaced. */
async function opened(): Promise<QuestionIndex> {
	try {
		return await opening;
	} catch (error) {
		opening = startOpening();
		throw error;
	}
}

/** Never rejects, so that whoever waits can tell an error from the end of this thread. */
export async function answerQuestion(task: AnswerTask): Promise<AnswerOutcome> {
	try {
		const index = await opened();
		throwIfGivenUp(task);
		beginBy(task.state, threadId);
		return { response: await responseTo(index, task) };
	} catch (error) {
		return outcomeOfError(error);
	} finally {
		task.found?.close();
	}
}

async function responseTo(
	index: QuestionIndex,
	task: AnswerTask,
): Promise<AskResponse | SearchResponse | null> {
	const { work } = task;
	if (work.kind === "open") return null;
	if (work.kind === "search") return await search(index, work.wanted);
	return await askInSteps(index, work, task);
}

async function askInSteps(
	index: QuestionIndex,
	{ question, settings }: Extract<AnswerTask["work"], { kind: "ask" }>,
	task: AnswerTask,
): Promise<AskResponse> {
	const { found, finish } = await startAsking(index, question, settings);
	throwIfGivenUp(task);
	task.found?.postMessage(found);
	return await finish();
}

function throwIfGivenUp({ state }: AnswerTask): void {
	if (isGivenUp(state)) throw new SiteciteError("aborted", "Nobody waits for the answer any more.");
}
