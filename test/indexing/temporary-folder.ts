/** Real folders for tests, removed when the test ends. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder of the running test's own. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "sitecite-indexing-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
