/** Decides how many worker threads answer. */

import { availableParallelism } from "node:os";
import type { ServerSettings } from "./server-settings.ts";

/**
 * A smaller index is answered from in a few milliseconds, in which the thread that serves can as well do it itself; a
 * worker takes 13 to 41 MB (docs/operation.md). Chosen by that, not by measuring where threads begin to pay.
 */
const WORKERS_PAY_CHUNKS = 5_000;

/** More than that would wait for memory rather than for processors. */
const MAX_WORKERS = 8;

/**
 * With `auto`, one for each core where the index is large enough for that to pay; 0 is none: questions are answered by
 * the thread that serves.
 */
export function workerCount(
	{ workers }: Pick<ServerSettings, "workers">,
	{ chunks }: { readonly chunks: number },
	cores = availableParallelism(),
): number {
	if (workers !== "auto") return workers;
	return cores < 2 || chunks < WORKERS_PAY_CHUNKS ? 0 : Math.min(cores, MAX_WORKERS);
}
