/** What can be watched of the threads that answer. */

export interface WorkerFigures {
	/** Those that have opened the index, and so answer. */
	readonly threads: number;
	/** How many there are to be. */
	readonly wanted: number;
	/**
	 * Why there are fewer: a stable code, as of an error. `worker_lost` where a thread died before it had opened the index
	 * and is not replaced. Null where all answer, or soon will.
	 */
	readonly fault: string | null;
	readonly busy: number;
	/** Questions that wait for a thread. */
	readonly waiting: number;
	/** Threads that took the place of one that died, since the start. */
	readonly restarts: number;
}

/** Of an index that is answered from without any. */
export const NO_WORKERS: WorkerFigures = {
	threads: 0,
	wanted: 0,
	fault: null,
	busy: 0,
	waiting: 0,
	restarts: 0,
};
