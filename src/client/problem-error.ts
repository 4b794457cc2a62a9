/** The error of a call that the server refused, with the problem it gave (RFC 9457). */

import type { Problem } from "../contract/problem.ts";

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
		return new ProblemError({ type: "about:blank", title, status, detail, code: "no_problem" });
	}
}
