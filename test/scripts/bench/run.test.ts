import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BenchResults } from "../../../scripts/bench/results.ts";
import { growthPicture } from "../../../scripts/bench/results-picture.ts";
import type { Times } from "../../../scripts/bench/times.ts";

const ROOT = join(import.meta.dirname, "../../..");
const CHUNKS = 50;
const QUESTIONS = 10;

let folder = "";
let printed = "";
let results: BenchResults;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sitecite-bench-test-"));
	const out = join(folder, "results.json");
	const parameters = ["--out", out, "--questions", String(QUESTIONS), "--rounds", "1"];
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			...["--import", "tsx", "scripts/bench/run.ts", ...parameters],
			...["--library", "src/index.ts", String(CHUNKS)],
		],
		// The library's source is TypeScript, for the process that begins with it as well.
		{ cwd: ROOT, env: { ...process.env, NODE_OPTIONS: "--import tsx" } },
	);
	printed = stdout;
	results = JSON.parse(await readFile(out, "utf8"));
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the bench", () => {
	it("measures every step of answering, build, start and memory of an index of the size asked for", () => {
		const [size] = results.sizes;
		expect(results.sizes).toHaveLength(1);
		expect(size).toMatchObject({ chunks: CHUNKS, articles: CHUNKS / 5, build: { chunks: CHUNKS } });
		const { candidates, ranked, ask, search } = size?.serving ?? {};
		for (const times of [candidates, ranked, ask, search]) expectTimes(times, QUESTIONS);
		for (const figure of [
			size?.build.chunksPerSecond,
			size?.build.peakMb,
			size?.build.bytesPerChunk.engine,
			size?.serving.residentMb,
			size?.coldStart.opened,
		]) {
			expect(figure).toBeGreaterThan(0);
		}
		expect(size?.coldStart.firstAnswer).toBeGreaterThan(size?.coldStart.opened ?? 0);
	});

	it("finds the passages that its questions were made for", () => {
		expect(results.sizes[0]?.serving.foundAmongFive).toBeGreaterThan(0.9);
	});

	it("gives its peers the same questions", () => {
		const peers = results.sizes[0]?.peers ?? [];
		expect(peers.map(({ name }) => name)).toEqual(["MiniSearch", "Orama"]);
		for (const { question, search } of peers)
			for (const one of [question, search]) expectTimes(one);
		expect(peers[0]?.foundAmongFive).toBeGreaterThan(0.9);
	});

	it("prints a table with a column for the size, and a line for each kind of work and peer", () => {
		expect(printed).toMatch(/^\| +\| 50 chunks/);
		for (const line of [
			"ask, ms",
			"search while typing, ms",
			"build, chunks/s",
			"Orama: question, ms",
		])
			expect(printed).toContain(`| ${line} `);
		expect(printed).toContain(results.machine.cpu);
	});

	it("is drawn as a line for each kind of work that was measured", () => {
		const picture = growthPicture(results);
		expect(picture).toMatch(/^<svg /);
		expect(picture.match(/stroke-width="2"/g)).toHaveLength(7);
		expect(picture).not.toContain("NaN");
	});
});

function expectTimes(times: Times | undefined, count?: number): void {
	expect(times?.p50).toBeGreaterThan(0);
	expect(times?.p99).toBeGreaterThanOrEqual(times?.p50 ?? 0);
	if (count !== undefined) expect(times?.count).toBe(count);
}
