/** Keeps what only the operator may do to whoever has the operator's token. */

import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { problemResponse } from "../problem.ts";

/** Takes `Authorization: Bearer TOKEN`; how long comparing takes says nothing about the token. */
export function requireToken(token: string): MiddlewareHandler {
	const expected = digest(token);
	return async (context, next) => {
		const [scheme, given = ""] = (context.req.header("authorization") ?? "").split(" ");
		if (scheme?.toLowerCase() === "bearer" && timingSafeEqual(digest(given), expected)) {
			return next();
		}
		context.header("www-authenticate", 'Bearer realm="admin"');
		return problemResponse(
			context,
			401,
			"unauthorized",
			"Send the operator's token as Authorization: Bearer.",
		);
	};
}

/** Of one length whatever the token's, as comparing in constant time needs it. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
