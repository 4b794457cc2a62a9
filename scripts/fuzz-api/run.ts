/**
 * Holds a real server over `corpus/` against its own OpenAPI description, with thousands of requests that
 * schemathesis makes up: valid ones must be taken, invalid ones refused, and each answer must be as described.
 * Usage: npm run fuzz-api -- [seed]
 *
 * Needs Python 3.11 or later; schemathesis is installed beside this file, in the versions of `requirements.txt`.
 * Exits 1 where a check fails, where the server reports a fault, or where there were too few requests.
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { z } from "zod";
import { buildIndex } from "../../src/app/build-index.ts";
import { loadConfig } from "../../src/app/config.ts";
import { LiveIndex } from "../../src/app/live-index.ts";
import { QuestionLog } from "../../src/app/question-log.ts";
import { articleListResponse } from "../../src/contract/article-list.ts";
import { serve } from "../../src/server/serve.ts";
import { installSchemathesis } from "./install-schemathesis.ts";
import { runProgram } from "./run-program.ts";

/** The same requests each time, so that a build fails for a reason; another seed looks elsewhere. */
const DEFAULT_SEED = "1";

const MIN_REQUESTS = 2000;

/** Any will do. With it all that an operator may do is asked for, too: the index and the questions are this run's own. */
const ADMIN_TOKEN = "0123456789abcdef0123456789abcdef";

/** The field need not stand in any article to be asked for. */
const FIELD = "series";

const reported = z.object({ test_cases: z.object({ generated: z.int() }) });

const folder = await mkdtemp(join(tmpdir(), "sitecite-fuzz-"));
let faults = 0;
const fault = (error: unknown) => {
	faults++;
	process.stderr.write(`${inspect(error)}\n`);
};
const config = await loadConfig({
	workingFolder: folder,
	env: {},
	flags: {
		articles: [join(import.meta.dirname, "../../corpus")],
		exclude: ["**/README.md"],
		fields: [FIELD],
		embedder: "static",
	},
});
await buildIndex({ config });
const live = await LiveIndex.open(config);
const questions = await QuestionLog.open(config, { onFailure: fault });
const server = await serve({
	host: "127.0.0.1",
	port: 0,
	index: () => live.current,
	live,
	questions,
	settings: { threshold: null },
	adminToken: ADMIN_TOKEN,
	report: fault,
});
try {
	const schemathesis = await installSchemathesis();
	const report = join(folder, "report.json");
	const status = await runProgram(
		schemathesis,
		[
			...["--config-file", join(import.meta.dirname, "schemathesis.toml"), "--no-color"],
			...["run", `${server.url}/openapi.json`, "--checks", "all"],
			...["--seed", process.argv[2] ?? DEFAULT_SEED],
			...["--header", `Authorization: Bearer ${ADMIN_TOKEN}`],
			...["--report", "json", "--report-json-path", report],
		],
		{
			PYTHONPATH: import.meta.dirname,
			SITECITE_FORMATS: JSON.stringify({
				cursor: await cursorsOf(server.url),
				"field-value": [`${FIELD}:Rivers`, `${FIELD}:a:b`],
			}),
		},
		folder,
	);
	const { generated } =
		status === 0
			? reported.parse(JSON.parse(await readFile(report, "utf8"))).test_cases
			: { generated: 0 };
	process.stdout.write(`${generated} requests, ${faults} faults of the server\n`);
	if (status !== 0 || faults > 0 || generated < MIN_REQUESTS) process.exitCode = 1;
} finally {
	await server.close();
	await questions.close();
	await live.close();
	await rm(folder, { recursive: true });
}

/** Cursors of all pages of two articles. */
async function cursorsOf(url: string): Promise<string[]> {
	const cursors: string[] = [];
	for (let next: string | null = ""; next !== null; ) {
		const query: string = next === "" ? "" : `&cursor=${next}`;
		const response = await fetch(`${url}/api/articles?limit=2${query}`);
		({ next } = articleListResponse.parse(await response.json()));
		if (next !== null) cursors.push(next);
	}
	return cursors;
}
