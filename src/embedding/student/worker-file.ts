/** Finds the file of a worker thread: compiled in the package, TypeScript in the repository. */

import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface WorkerFile {
	readonly filename: string;
	/** Arguments of Node that the thread needs to read it. */
	readonly execArgv: string[];
}

/** @param name the file's name without its ending; it lies beside this one */
export function workerFile(name: string): WorkerFile {
	const isSource = import.meta.url.endsWith(".ts");
	const filename = fileURLToPath(new URL(`${name}.${isSource ? "ts" : "js"}`, import.meta.url));
	if (!isSource) return { filename, execArgv: [] };
	const tsx = createRequire(import.meta.url).resolve("tsx");
	return { filename, execArgv: ["--import", pathToFileURL(tsx).href] };
}
