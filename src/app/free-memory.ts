/** Gives the memory of what nobody refers to any more back to the system, now. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * To be called where much has been let go: memory that threads share does not count as a heap's own, so that some hundred
 * megabytes of it hasten no collection of garbage, and would stay for hours. Takes as long as a collection does, some
 * tens of milliseconds.
 */
export function freeMemory(): void {
	if (collect === undefined) {
		// Node has no other way to ask for a collection but a flag at its start.
		setFlagsFromString("--expose-gc");
		collect = runInNewContext("gc") as () => void;
		setFlagsFromString("--no-expose-gc");
	}
	collect();
}
