/** Options that say how good the answers to golden questions must be. */

import { type Command, InvalidArgumentError } from "commander";
import type { GoldenMinimums } from "../app/evaluate-golden.ts";

/** Values of the options, as commander names them. */
export interface MinimumOptions {
	readonly minHit1?: number;
	readonly minRecall3?: number;
	readonly minRecall5?: number;
	readonly minAnswerAccuracy?: number;
	readonly minAbstentionPrecision?: number;
	readonly minAbstentionRecall?: number;
}

export function addMinimumOptions(command: Command): Command {
	return command
		.option("--min-hit1 <share>", "exit 3 where the right passage is first less often", share)
		.option("--min-recall3 <share>", "exit 3 where it is among the first three less often", share)
		.option("--min-recall5 <share>", "exit 3 where it is among the first five less often", share)
		.option("--min-answer-accuracy <share>", "exit 3 where a right sentence is rarer", share)
		.option(
			"--min-abstention-precision <share>",
			"exit 3 where refusals are right less often",
			share,
		)
		.option(
			"--min-abstention-recall <share>",
			"exit 3 where less is refused of what must be",
			share,
		);
}

export function minimumsOf(options: MinimumOptions): GoldenMinimums {
	return {
		hit1: options.minHit1,
		recall3: options.minRecall3,
		recall5: options.minRecall5,
		answerAccuracy: options.minAnswerAccuracy,
		abstentionPrecision: options.minAbstentionPrecision,
		abstentionRecall: options.minAbstentionRecall,
	};
}

/** A share from 0 to 1. */
export function share(text: string): number {
	const value = Number(text);
	if (/^(?:0|1|[01]?\.\d+)$/.test(text) && value <= 1) return value;
	throw new InvalidArgumentError("Expected a share from 0 to 1, such as 0.85.");
}
