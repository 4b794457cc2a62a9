/** How far a build has come. */

export interface BuildProgress {
	readonly stage: "reading" | "indexing" | "writing";
	readonly done: number;
	/** What `done` will come to at the end of the stage. */
	readonly total: number;
}
