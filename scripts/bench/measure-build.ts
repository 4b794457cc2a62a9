/**
 * Builds an index in a process of its own and prints what it cost, as JSON.
 * Usage: measure-build.ts <articles folder> <index folder>
 */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { buildIndex } from "../../src/app/build-index.ts";
import { loadConfig } from "../../src/app/config.ts";
import type { BuildResults } from "./results.ts";

const [articles = "", index = ""] = process.argv.slice(2);
const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: { articles: [articles], index, embedder: "static" },
});
const startedAt = performance.now();
const { chunks, generation } = await buildIndex({ config });
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage();
const results: Omit<BuildResults, "bytesPerChunk"> & { readonly fileBytes: object } = {
	chunks,
	seconds,
	cpuSeconds: (user + system) / 1e6,
	chunksPerSecond: chunks / seconds,
	peakMb: process.resourceUsage().maxRSS / 1024,
	fileBytes: await sizesIn(join(index, "generations", generation)),
};
process.stdout.write(`${JSON.stringify(results)}\n`);

async function sizesIn(folder: string): Promise<Record<string, number>> {
	const names = await readdir(folder);
	return Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size])),
	);
}
