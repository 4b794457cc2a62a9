/** Compresses what is worth it, and tells caches that there are two forms of it, whichever was asked for. */

import type { MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from "hono/utils/compress";

export function compression(): MiddlewareHandler {
	const compressed = compress();
	return async (context, next) => {
		await compressed(context, next);
		const { headers } = context.res;
		// The library says so where it has compressed, and so neither of HEAD nor where the plain form was wanted.
		if (!COMPRESSIBLE_CONTENT_TYPE_REGEX.test(headers.get("content-type") ?? "")) return;
		if (/accept-encoding/i.test(headers.get("vary") ?? "")) return;
		context.header("vary", "Accept-Encoding", { append: true });
	};
}
