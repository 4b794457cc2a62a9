/** What a build says of itself; kept with the index for `inspect`. */

import type { LegCheck } from "../domain/leg-check.ts";

/** A file that is not in the index, and why. */
export interface SkippedFile {
	readonly path: string;
	/** Stable code of the reason. */
	readonly reason: string;
	readonly message: string;
	/** Whether the file is at fault; false where its author left it out (drafts, `noindex`). */
	readonly isProblem: boolean;
}

/** Something about a file that its owner should know although it is in the index. */
export interface FileWarning {
	readonly path: string;
	readonly message: string;
}

export interface BuildReport {
	/** Name of the generation that is now current. */
	readonly generation: string;
	/** Whether that generation was current before, because nothing had changed. */
	readonly unchanged: boolean;
	/** When the generation was made, ISO 8601 in UTC. */
	readonly builtAt: string;
	readonly articles: number;
	readonly chunks: number;
	readonly embedder: { readonly id: string; readonly dimensions: number };
	/** How the legs did on sentences of the articles; null where there were too few to tell. */
	readonly legs: LegCheck | null;
	/** Why that is not the embedder to be preferred; null where it is. */
	readonly note: string | null;
	/** Chunks embedded by this build, and chunks whose embedding was known. */
	readonly embedded: number;
	readonly reused: number;
	readonly skipped: readonly SkippedFile[];
	readonly warnings: readonly FileWarning[];
	/** The files that took longest to read and cut, slowest first. */
	readonly slowest: readonly { readonly path: string; readonly ms: number }[];
	readonly tookMs: number;
}
