/** Reads a request's body before anything is done about it, so that a slow sender holds nothing but a connection. */

import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { problemResponse } from "../problem.ts";

/** A question with all its filters fits in this many bytes several times over. */
const MAX_BODY_BYTES = 16 * 1024;

/** Answers 413 to a larger body, and 415 to one that is compressed. How long a body may take is the server's affair (`timeouts.bodyMs`). */
export function wholeBody(): MiddlewareHandler {
	const limit = bodyLimit({
		maxSize: MAX_BODY_BYTES,
		onError: (context) =>
			problemResponse(context, 413, "too_large", "The body must not be larger than 16 kB."),
	});
	return async (context, next) => {
		const encoding = context.req.header("content-encoding") ?? "identity";
		if (encoding !== "identity" && context.req.raw.body !== null) {
			const detail = "Send the body as it is, without Content-Encoding.";
			return problemResponse(context, 415, "unsupported_media_type", detail);
		}
		try {
			return await limit(context, async () => {
				const { raw } = context.req;
				const body = raw.body === null ? null : await raw.arrayBuffer();
				if (body !== null) context.req.raw = new Request(raw, { body });
				await next();
			});
		} catch (cause) {
			// Handlers' errors do not come here: they are answered where they are thrown.
			throw new HTTPException(400, { message: "The body did not arrive whole.", cause });
		}
	};
}
