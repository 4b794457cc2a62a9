/** Runs a build while showing how far it has come. */

import { type BuildRequest, buildIndex } from "../app/build-index.ts";
import type { BuildReport } from "../app/build-report.ts";
import type { CliContext } from "./cli-context.ts";
import { progressView } from "./progress.ts";
import { renderEstimate } from "./render-report.ts";

export async function buildWithProgress(
	context: CliContext,
	request: Omit<BuildRequest, "signal" | "onProgress" | "onEstimate">,
): Promise<BuildReport> {
	const progress = progressView(context);
	try {
		return await buildIndex({
			...request,
			signal: context.signal,
			onProgress: progress.show,
			onEstimate: (estimate) => context.err(renderEstimate(estimate)),
		});
	} finally {
		progress.end();
	}
}
