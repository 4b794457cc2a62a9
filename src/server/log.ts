/** Structured logs: one line of JSON an event, the request it belongs to included. */

import { type DestinationStream, type Logger, pino } from "pino";
import type { ServerSettings } from "../app/server-settings.ts";
import { currentScope } from "./request-scope.ts";

/** A log on `destination`, such as standard error. */
export function serverLog(
	level: ServerSettings["logLevel"],
	destination: DestinationStream,
): Logger {
	return pino(
		{
			level,
			// The process and its machine are known to whoever collects the lines.
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			mixin: () => {
				const scope = currentScope();
				if (scope === undefined) return {};
				const { requestId, traceId } = scope;
				return { requestId, ...(traceId !== null && { traceId }) };
			},
		},
		destination,
	);
}

/** For an application whose owner wants no log. */
export function silentLog(): Logger {
	return pino({ level: "silent" });
}
