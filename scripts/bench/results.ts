/** What a run of the bench measures, as its JSON holds it. */

import type { Times } from "./times.ts";

export interface BenchResults {
	/** Where it was measured. */
	readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
	/** ISO 8601. */
	readonly measuredAt: string;
	/** Load of the machine as the run began, its own not counted. */
	readonly loadBefore: number;
	/** How often each question was asked; the best time counts. */
	readonly rounds: number;
	readonly sizes: readonly SizeResults[];
}

/** One corpus, measured by processes of their own. */
export interface SizeResults {
	readonly chunks: number;
	readonly articles: number;
	readonly build: BuildResults;
	readonly serving: ServingResults;
	readonly coldStart: ColdStartResults;
	readonly peers: readonly PeerResults[];
}

export interface BuildResults {
	readonly chunks: number;
	/** On the clock, by the use case, from files to the index that is current. */
	readonly seconds: number;
	/** Of all threads. */
	readonly cpuSeconds: number;
	readonly chunksPerSecond: number;
	readonly peakMb: number;
	/** On disk, for each chunk. */
	readonly bytesPerChunk: {
		/** UTF-8 of its text. */
		readonly text: number;
		/** What the engine needs beside that text. */
		readonly engine: number;
		/** The articles as they are given out, and their list. */
		readonly articles: number;
	};
}

export interface ServingResults {
	/** Proposed by both legs, with the question's vector at hand. */
	readonly candidates: Times;
	/** The question embedded, candidates found and ranked. */
	readonly ranked: Times;
	/** The whole use case, with quoted sentences. */
	readonly ask: Times;
	/** As one types. */
	readonly search: Times;
	/** The planted passage is the first one, and among the first five. */
	readonly foundFirst: number;
	readonly foundAmongFive: number;
	/** Once all was asked. */
	readonly residentMb: number;
}

/** A fresh process, from its start on, in milliseconds. */
export interface ColdStartResults {
	readonly opened: number;
	readonly firstAnswer: number;
}

/** A peer over the same chunks; times in milliseconds. */
export interface PeerResults {
	readonly name: string;
	/** Why there is nothing more; null where there is. */
	readonly skipped: string | null;
	readonly chunksPerSecond?: number;
	readonly question?: Times;
	readonly search?: Times;
	readonly foundFirst?: number;
	readonly foundAmongFive?: number;
	readonly residentMb?: number;
}
