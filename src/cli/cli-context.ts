/** What a command sees of the process it runs in; tests give their own. */

export interface CliContext {
	/** Writes to standard output, as given. */
	readonly out: (text: string) => void;
	/** Writes to standard error, as given. */
	readonly err: (text: string) => void;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly workingFolder: string;
	/** Whether standard error is a terminal, and so may show moving progress. */
	readonly isTerminal: boolean;
	/** Calls `listener` whenever the process is asked to read its files anew (SIGHUP); what is returned ends that. */
	readonly onHangup: (listener: () => void) => () => void;
	/** Aborted when the process is asked to end. */
	readonly signal: AbortSignal;
}
