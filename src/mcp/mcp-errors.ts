/** What an agent is told of an error: those that sitecite raises for it, and of others that there was one. */

import { type ErrorCode, SiteciteError } from "../domain/errors.ts";

/** Faults of the question, whose messages name nothing of the machine. */
const OWN_FAULTS: readonly ErrorCode[] = ["bad_request", "not_found", "usage"];

/** Does the work; what the asker did not cause is told to `report` in full. */
export async function forAsker<Result>(
	report: (error: unknown) => void,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof SiteciteError && OWN_FAULTS.includes(error.code)) throw error;
		if (error instanceof URIError) throw new Error("The address of the article is not valid.");
		report(error);
		throw new Error("Something failed here. The operator's log has the details.");
	}
}
