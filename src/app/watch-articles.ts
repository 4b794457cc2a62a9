/** Notices that articles have changed on disk. */

import { basename, resolve } from "node:path";
import { watch } from "chokidar";
import type { Config } from "./config.ts";
import { indexFolder } from "./stages.ts";

/** Editors save in several steps, and one command may write many files. */
const QUIET_MS = 150;

/**
 * Calls `onChange` when articles' folders have been changed and are quiet again; what is returned ends that.
 * Resolves when all of them are watched.
 *
 * Node's own recursive watching misses files of folders that are new, on Linux.
 */
export async function watchArticles(
	config: Config,
	onChange: () => void,
): Promise<() => Promise<void>> {
	const roots = config.articles.map((root) => resolve(config.workingFolder, root));
	const index = indexFolder(config);
	const watcher = watch(roots, {
		ignoreInitial: true,
		followSymlinks: false,
		// What is no article anyway; else a build would be a change that asks for a build.
		ignored: (path) =>
			path === index ||
			(!roots.includes(path) &&
				(basename(path).startsWith(".") || basename(path) === "node_modules")),
	});
	let timer: NodeJS.Timeout | undefined;
	watcher.on("all", () => {
		clearTimeout(timer);
		timer = setTimeout(onChange, QUIET_MS);
	});
	await new Promise<void>((ready, failed) => {
		watcher.once("ready", ready);
		watcher.once("error", failed);
	});
	return async () => {
		clearTimeout(timer);
		await watcher.close();
	};
}
