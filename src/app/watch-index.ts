/** Notices that another process has built the index anew. */

import type { Config } from "./config.ts";
import { generationStore } from "./stages.ts";

/** Calls `onChange` each time the index folder has another current generation; what is returned ends that. */
export function watchIndex(config: Config, onChange: () => void): () => void {
	return generationStore(config).watch(onChange);
}
