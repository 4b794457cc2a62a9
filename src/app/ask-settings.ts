/** How questions are answered, out of the configuration. */

import type { Config } from "./config.ts";
import type { LearnedModels } from "./learned-models.ts";

export interface AskSettings {
	/** Confidence, 0 to 1, under which the answer is "no answer"; null: what was chosen for the index's models. */
	readonly threshold: number | null;
}

export function askSettings({ answer }: Config): AskSettings {
	return { threshold: answer.threshold };
}

export function thresholdOf(
	{ threshold }: AskSettings,
	models: Pick<LearnedModels, "threshold">,
): number {
	return threshold ?? models.threshold;
}
