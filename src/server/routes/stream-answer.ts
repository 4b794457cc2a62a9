/** The answer as server-sent events: what is found first, and then what it answers. */

import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { z } from "zod";
import type { Asked } from "../../app/ask.ts";
import type { AskResponse, askEvents } from "../../contract/ask.ts";
import { INTERNAL, publicProblem } from "../problem.ts";

/**
 * Sends `passages`, then `answer` with the passages that it cites and that were not among those; where that fails,
 * `problem`.
 */
export function streamAnswer(
	context: Context,
	{ found, finish }: Asked,
	report: (error: unknown) => void,
): Response {
	const response = streamSSE(context, async (stream) => {
		await stream.writeSSE({ event: "passages", data: JSON.stringify(found) });
		// Making the answer keeps the thread: what was written leaves first.
		await stream.sleep(0);
		if (stream.aborted) return;
		// What is thrown out of here, the library sends to the asker word for word.
		try {
			const event = JSON.stringify(restOf(found, await finish()));
			await stream.writeSSE({ event: "answer", data: event });
		} catch (error) {
			const problem = publicProblem(error);
			// Who has left reads nothing, and is no fault of ours.
			if (problem === null && context.req.raw.signal.aborted) return;
			if (problem === null) report(error);
			await stream.writeSSE({ event: "problem", data: JSON.stringify(problem ?? INTERNAL) });
		}
	});
	// The library says that caches may keep it if they ask.
	response.headers.set("cache-control", "no-store");
	return response;
}

function restOf(
	found: Asked["found"],
	{ answer, passages, tookMs }: AskResponse,
): z.infer<typeof askEvents.answer> {
	const sent = new Set(found.passages.map(({ rank }) => rank));
	return { answer, passages: passages.filter(({ rank }) => !sent.has(rank)), tookMs };
}
