/** What the application needs from whoever runs it. */

import type { AskSettings } from "../app/ask-settings.ts";
import type { OpenIndex } from "../app/open-index.ts";

export interface ServerOptions {
	/** The index that answers now; asked for at every request. */
	readonly index: () => OpenIndex;
	readonly settings: AskSettings;
	/** Told of every fault that is not the asker's. */
	readonly report: (error: unknown) => void;
}
