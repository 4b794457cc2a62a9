/** The answer as server-sent events: what is found first, and then what it answers. */

import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { z } from "zod";
import type { Asked } from "../../app/ask.ts";
import type { askEvents } from "../../contract/ask.ts";

/** Sends `passages`, then `answer` with the passages that it cites and that were not among those. */
export function streamAnswer(
	context: Context,
	{ found, finish }: Asked,
	report: (error: unknown) => void,
): Response {
	return streamSSE(
		context,
		async (stream) => {
			await stream.writeSSE({ event: "passages", data: JSON.stringify(found) });
			// Making the answer keeps the thread: what was written leaves first.
			await stream.sleep(0);
			if (stream.aborted) return;
			const { answer, passages, tookMs } = finish();
			const sent = new Set(found.passages.map(({ rank }) => rank));
			const rest: z.infer<typeof askEvents.answer> = {
				answer,
				passages: passages.filter(({ rank }) => !sent.has(rank)),
				tookMs,
			};
			await stream.writeSSE({ event: "answer", data: JSON.stringify(rest) });
		},
		async (error, stream) => {
			report(error);
			const problem = { title: "Internal error", status: 500, code: "internal" };
			await stream.writeSSE({ event: "problem", data: JSON.stringify(problem) });
		},
	);
}
