/** Progress on standard error: a moving bar on a terminal, nothing anywhere else. */

import { SingleBar } from "cli-progress";
import type { BuildProgress } from "../app/build-progress.ts";
import type { CliContext } from "./cli-context.ts";

const LABELS: Readonly<Record<BuildProgress["stage"], string>> = {
	reading: "Embedding articles",
	indexing: "Indexing chunks",
	writing: "Writing the index",
};

export interface ProgressView {
	readonly show: (progress: BuildProgress) => void;
	/** Leaves the terminal as it was. */
	readonly end: () => void;
}

export function progressView({ isTerminal }: CliContext): ProgressView {
	if (!isTerminal) return { show: () => {}, end: () => {} };
	const bar = new SingleBar({
		format: "{label} {bar} {value}/{total}, about {eta_formatted} left",
		stream: process.stderr,
		clearOnComplete: true,
		hideCursor: true,
	});
	let isStarted = false;
	return {
		show: ({ stage, done, total }) => {
			const label = LABELS[stage].padEnd(18);
			if (!isStarted) bar.start(total, done, { label });
			isStarted = true;
			bar.setTotal(total);
			bar.update(done, { label });
		},
		end: () => bar.stop(),
	};
}
