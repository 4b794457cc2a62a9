/** What an agent is told of an error: those that sitecite raises for it, and of others that there was one. */

import { type ErrorCode, SiteciteError } from "../domain/errors.ts";

/** Faults of the question, whose messages name nothing of the machine. */
const OWN_FAULTS: readonly ErrorCode[] = ["bad_request", "not_found", "usage"];

/** Is told of a fault in full. */
export type Report = (error: unknown) => void;

/**
 * Does the work; what the asker did not cause is told to `report`.
 *
 * @param signal ends the work; that it was given up is no fault, and told to nobody
 */
export async function forAsker<Result>(
	report: Report,
	signal: AbortSignal,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		if (signal.aborted && isAbort(error, signal)) throw error;
		if (error instanceof SiteciteError && OWN_FAULTS.includes(error.code)) throw error;
		report(error);
		throw new Error("Something failed here. The operator's log has the details.");
	}
}

/** Whether the error is the signal's reason, or made of it. */
function isAbort(error: unknown, { reason }: AbortSignal): boolean {
	return error === reason || (error instanceof Error && error.name === "AbortError");
}
