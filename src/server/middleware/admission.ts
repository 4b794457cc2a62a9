/** Lets questions through the gate, and refuses at once those that it has no room for. */

import type { MiddlewareHandler } from "hono";
import type { Metrics } from "../metrics.ts";
import { problemResponse, RETRY_AFTER_SECONDS } from "../problem.ts";
import type { QuestionGate } from "../question-gate.ts";
import { currentScope } from "../request-scope.ts";

export function admission(gate: QuestionGate, metrics: Metrics): MiddlewareHandler {
	return async (context, next) => {
		const entered = gate.enter(context.req.raw.signal);
		if (entered === null) {
			metrics.rejected();
			context.header("retry-after", String(RETRY_AFTER_SECONDS));
			return problemResponse(
				context,
				503,
				"overloaded",
				`Too many questions at once. Try again in ${RETRY_AFTER_SECONDS} s.`,
			);
		}
		const leave = await entered;
		// Not before: a stream goes on being made after its handler has returned.
		currentScope()?.onEnd(leave);
		await next();
		return undefined;
	};
}
