/** Finds the file of a worker thread: compiled in the package, TypeScript in the repository. */

import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface WorkerFile {
	readonly filename: string;
	/** Arguments of Node that the thread needs to read it. */
	readonly execArgv: string[];
}

/**
 * @param name the file's name without its ending
 * @param neighbour address of a module that it lies beside
 */
export function workerFile(name: string, neighbour: string): WorkerFile {
	const isSource = neighbour.endsWith(".ts");
	const filename = fileURLToPath(new URL(`${name}.${isSource ? "ts" : "js"}`, neighbour));
	if (!isSource) return { filename, execArgv: [] };
	const tsx = createRequire(import.meta.url).resolve("tsx");
	return { filename, execArgv: ["--import", pathToFileURL(tsx).href] };
}
