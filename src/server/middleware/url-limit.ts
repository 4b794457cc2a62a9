/** Refuses addresses that are longer than any honest one. */

import type { MiddlewareHandler } from "hono";
import { problemResponse } from "../problem.ts";

/** Proxies cut off at 4 to 8 kB, too. */
const MAX_URL_BYTES = 4096;

export function urlLimit(): MiddlewareHandler {
	return async (context, next) => {
		const { pathname, search } = new URL(context.req.url);
		if (pathname.length + search.length <= MAX_URL_BYTES) return next();
		return problemResponse(
			context,
			414,
			"uri_too_long",
			"The address must not be longer than 4 kB. Send what is long by POST.",
		);
	};
}
