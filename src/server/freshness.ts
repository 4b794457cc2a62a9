/** Lets caches keep what an index answered, and ask whether it still holds (RFC 9110, RFC 9111). */

import type { Context } from "hono";
import type { OpenIndex } from "../app/open-index.ts";
import { PACKAGE_VERSION } from "../app/package-version.ts";

/**
 * Says what a response depends on: the index's generation, this version, and whatever else is given.
 * True where the asker's copy is as good as a new response (`304`). To be asked once the request is known to be valid
 * (nobody has a copy of what is refused), and before the work that a copy saves.
 *
 * The tag is weak, because responses tell how long they took.
 */
export function isFresh(context: Context, index: OpenIndex, ...others: string[]): boolean {
	const { info, embedder } = index;
	const legs = embedder === null ? "words" : "both";
	const tag = [info.generation, PACKAGE_VERSION, legs, ...others].join("-");
	context.header("etag", `W/"${tag}"`);
	// Kept by whoever likes, asked about every time: an index may be replaced at any moment.
	context.header("cache-control", "no-cache");
	const known = context.req.header("if-none-match");
	if (known === undefined) return false;
	return known
		.split(",")
		.map((one) => one.trim().replace(/^W\//, ""))
		.some((one) => one === "*" || one === `"${tag}"`);
}

/** The description of that response. */
export const notModified = { description: "What you have, by `If-None-Match`, is still right." };
