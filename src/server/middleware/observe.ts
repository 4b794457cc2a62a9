/** Counts and logs every request, when its answer has been made. */

import type { Context, MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import type { Metrics } from "../metrics.ts";
import { currentScope } from "../request-scope.ts";

/** Asked every few seconds by machines: their lines would hide the others. */
const PROBES: ReadonlySet<string> = new Set(["live", "ready", "metrics"]);

export interface Observers {
	readonly log: Logger;
	readonly metrics: Metrics;
	/** Asked for with the first request, when all routes are mounted. */
	readonly operationsOf: () => (context: Context) => string;
}

/** Neither the question nor who asked it is written down: the address of a request holds the one, its headers the other. */
export function observe({ log, metrics, operationsOf }: Observers): MiddlewareHandler {
	let operationOf: ReturnType<Observers["operationsOf"]> | undefined;
	return async (context, next) => {
		const startedAt = performance.now();
		const ended = metrics.requested();
		currentScope()?.onEnd(() => {
			operationOf ??= operationsOf();
			const operation = operationOf(context);
			const { status } = context.res;
			ended(operation, status);
			const ms = Math.round((performance.now() - startedAt) * 10) / 10;
			const level = PROBES.has(operation) ? "debug" : "info";
			log[level]({ method: context.req.method, operation, status, ms }, "request");
		});
		await next();
	};
}
