/** Where the application answers: at its host's root, or below a path of another application that mounted it. */

import type { Context } from "hono";
import { basePath } from "hono/route";

/** `""` at the root, `"/search"` where another application mounted this one there. */
export function mountPoint(context: Context): string {
	const base = basePath(context);
	return base === "/" ? "" : base;
}

/** The path of a request below the mount point. */
export function ownPath(context: Context): string {
	return context.req.path.slice(mountPoint(context).length);
}

/**
 * A relative link from the page that is asked for to the application's root: relative, because whoever
 * strips a prefix from requests (a proxy, `mount` of Hono) does not say which.
 */
export function linkToRoot(context: Context): string {
	return "../".repeat(ownPath(context).split("/").length - 2) || "./";
}
