/** Progress on standard error: a moving bar on a terminal, now and then a line anywhere else. */

import { SingleBar } from "cli-progress";
import type { BuildProgress } from "../app/build-progress.ts";
import type { CliContext } from "./cli-context.ts";

const LABELS: Readonly<Record<BuildProgress["stage"], string>> = {
	reading: "Embedding articles",
	indexing: "Indexing chunks",
	writing: "Writing the index",
};

/** In a log of a build, seldom enough to be read: one that is sooner done has no line. */
const LINE_MS = 10_000;

export interface ProgressView {
	readonly show: (progress: BuildProgress) => void;
	/** Leaves the terminal as it was. */
	readonly end: () => void;
}

/** @param now milliseconds of a clock that never goes back */
export function progressView(
	{ isTerminal, err }: Pick<CliContext, "isTerminal" | "err">,
	now: () => number = () => performance.now(),
): ProgressView {
	return isTerminal ? movingBar() : lines(err, now);
}

function movingBar(): ProgressView {
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

function lines(err: CliContext["err"], now: () => number): ProgressView {
	let nextAt = now() + LINE_MS;
	return {
		show: ({ stage, done, total }) => {
			if (now() < nextAt) return;
			nextAt = now() + LINE_MS;
			err(`${LABELS[stage]}: ${done} of ${total}\n`);
		},
		end: () => {},
	};
}
