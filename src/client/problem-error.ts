/** The error of a call that the server refused, with the problem it gave (RFC 9457), or that found another server. */

import type { Problem } from "../contract/problem.ts";

const NO_PROBLEM = "no_problem";

/** What every refused call fails with. */
export class ProblemError extends Error {
	override readonly name = "ProblemError";
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.detail);
		this.problem = problem;
	}

	/** The HTTP status. */
	get status(): number {
		return this.problem.status;
	}

	/** Stable: `bad_request`, `not_found` and others; `no_problem` where something else than the API answered. */
	get code(): string {
		return this.problem.code;
	}

	/** The problem in a response; a proxy in between may answer without one. */
	static async of(response: Response): Promise<ProblemError> {
		const { status, statusText } = response;
		const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
		if (typeof body?.code === "string" && typeof body.detail === "string") {
			return new ProblemError({ ...(body as Problem), status });
		}
		const title = statusText || "Error";
		const detail = `The server answered ${status} ${title} without saying why.`;
		return ProblemError.named(status, NO_PROBLEM, title, detail);
	}

	/** A problem that the client itself has to tell of. */
	static named(status: number, code: string, title: string, detail: string): ProblemError {
		return new ProblemError({ type: "about:blank", title, status, detail, code });
	}
}

/**
 * The JSON of a response.
 *
 * @throws ProblemError where it is none: a page of a host or a proxy, say
 */
export async function jsonOf(response: Response): Promise<unknown> {
	const { status } = response;
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		const detail = `The server answered ${status} with something else than JSON. Is its address right?`;
		throw ProblemError.named(status, NO_PROBLEM, "No JSON", detail);
	}
}
