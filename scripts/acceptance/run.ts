/**
 * Checks sitecite against real collections and articles that are not part of the project.
 * Usage: npm run acceptance -- [folder with eval/ and corpora/]   (default ../shared)
 *
 * Exits 1 where a floor is missed, and says so loudly where there is nothing to check against.
 */

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkBuild } from "./check-build.ts";
import { checkRetrieval } from "./check-retrieval.ts";

const folder = resolve(process.argv[2] ?? "../shared");
const checks = [
	{ needs: join(folder, "eval"), run: checkRetrieval },
	{ needs: join(folder, "corpora/digitalgov-news"), run: checkBuild },
	{ needs: join(folder, "corpora/wikinews-2020"), run: checkBuild },
];

let failures = 0;
for (const { needs, run } of checks) {
	if (!existsSync(needs)) {
		process.stdout.write(`SKIPPED: there is no ${needs}\n`);
		continue;
	}
	for await (const { passed, message } of run(needs)) {
		if (!passed) failures += 1;
		process.stdout.write(`${passed ? "ok    " : "FAILED"} ${message}\n`);
	}
}
process.exitCode = failures === 0 ? 0 : 1;
