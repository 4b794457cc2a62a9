/** Builds the index again whenever its articles change, for whoever is writing them. */

import type { BuildRequest } from "../app/build-index.ts";
import { watchArticles } from "../app/watch-articles.ts";
import { SiteciteError } from "../domain/errors.ts";
import { buildWithProgress } from "./build-with-progress.ts";
import type { CliContext } from "./cli-context.ts";
import { renderReport } from "./render-report.ts";

/**
 * One build at a time; a change during one leads to another. A build that fails is told, and the index stays as it
 * was until the next change. What is returned ends that, when the build that runs has ended.
 */
export async function rebuildOnChange(
	context: CliContext,
	request: Pick<BuildRequest, "config" | "overrides">,
): Promise<() => Promise<void>> {
	let building: Promise<void> | null = null;
	let isStale = false;
	const buildWhileStale = async () => {
		while (isStale && !context.signal.aborted) {
			isStale = false;
			try {
				context.err(renderReport(await buildWithProgress(context, request)));
			} catch (error) {
				if (!context.signal.aborted) context.err(`sitecite: ${messageOf(error)}\n`);
			}
		}
		building = null;
	};
	const stop = await watchArticles(request.config, () => {
		isStale = true;
		building ??= buildWhileStale();
	});
	return async () => {
		await stop();
		await building;
	};
}

/** Of a fault of ours the whole stack, since nobody has put it into words. */
function messageOf(error: unknown): string {
	if (error instanceof SiteciteError) return error.message;
	return `unexpected failure: ${error instanceof Error ? error.stack : String(error)}`;
}
