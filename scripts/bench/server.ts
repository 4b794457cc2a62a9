/**
 * How the HTTP service does under load, on an index that is there already.
 * Usage: npm run bench:server -- [index folder] [workers: auto or a number]
 *
 * Keeps 1, 4, 10, 50 and 200 connections busy, the most answers a second of which are taken for its capacity; then asks three
 * times as much for half a minute, at even intervals, whatever comes back; and then one connection again, to see whether the flood left
 * anything behind. Refusals (503) are timed apart from answers. Questions are sentences of the articles. The load comes
 * from a process of its own, which takes its share of the machine's processors all the same.
 */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadConfig } from "../../src/app/config.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { indexFolder } from "../../src/app/stages.ts";
import type { Latencies, Load, LoadOutcome } from "./http-load.ts";

const SECONDS = 8;
const CONNECTIONS = [1, 4, 10, 50, 200];
const FLOOD_SECONDS = 30;
const FLOOD_FACTOR = 3;
const QUESTIONS = 1000;
const QUESTION_WORDS = 8;
/** Node looks at the event loop so often, and tells how long it was from look to look. */
const LOOK_MS = 10;
const LOOK_EVERY_MS = 2000;

const folder = mkdtempSync(join(tmpdir(), "sitecite-bench-"));
const configured = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: process.argv[2] === undefined ? {} : { index: process.argv[2] },
});
const index = await openIndex(configured);
const { chunks } = index.info;
const paths = join(folder, "paths.json");
writeFileSync(paths, JSON.stringify(await questionPaths(index)));
await index.close();
const server = await startServer(process.argv[3] ?? "auto");
try {
	const threads = await figure("sitecite_workers");
	print(
		`${chunks} chunks, ${threads} workers, ${availableParallelism()} cores, load of the machine before: ${loadavg()[0]?.toFixed(1)}`,
	);
	await load({ connections: 1, seconds: SECONDS });
	let capacity = 0;
	let before: Latencies | null = null;
	for (const connections of CONNECTIONS) {
		const outcome = await measured(`${connections} connections`, { connections, seconds: SECONDS });
		capacity = Math.max(capacity, outcome.answered.count / SECONDS);
		before ??= outcome.answered;
	}
	const rate = Math.round(FLOOD_FACTOR * capacity);
	await measured(`flood of ${rate} questions/s`, {
		connections: 200,
		seconds: FLOOD_SECONDS,
		rate,
	});
	const after = await measured("1 connection again", { connections: 1, seconds: SECONDS });
	print(
		`p50 after the flood: ${((100 * after.answered.p50) / (before?.p50 ?? 1)).toFixed(0)} % of before`,
	);
} finally {
	server.process.kill("SIGTERM");
	await once(server.process, "close");
	rmSync(folder, { recursive: true });
}

/** Some words in a row of articles from all over the index. */
async function questionPaths({ articles }: OpenIndex): Promise<string[]> {
	const ids = articles.ids();
	const step = Math.max(1, Math.floor(ids.length / QUESTIONS));
	const found: string[] = [];
	for (let at = 0; at < ids.length; at += step) {
		const article = await articles.get(ids[at] ?? "");
		const words = article?.text.split(/\s+/u).slice(3, 3 + QUESTION_WORDS) ?? [];
		found.push(`/api/ask?q=${encodeURIComponent(words.join(" ").slice(0, 200) || "what")}`);
	}
	return found;
}

async function startServer(
	workers: string,
): Promise<{ readonly process: ChildProcess; readonly url: string }> {
	const config = join(folder, "sitecite.config.json");
	const setting = workers === "auto" ? workers : Number(workers);
	writeFileSync(
		config,
		JSON.stringify({
			index: indexFolder(configured),
			embedder: configured.embedder,
			server: { workers: setting },
		}),
	);
	const child = spawn(
		process.execPath,
		["dist/cli/main.js", "serve", "--port", "0", "--config", config],
		{ stdio: ["ignore", "pipe", "ignore"] },
	);
	const [said] = (await once(child.stdout, "data")) as [Buffer];
	const url = /http:\/\/\S+/.exec(said.toString())?.[0];
	if (url === undefined) throw new Error(`The server did not start: ${said}`);
	return { process: child, url };
}

/** Does it and prints how it went. */
async function measured(name: string, part: Partial<Load> & Pick<Load, "connections" | "seconds">) {
	// Asking for the figures of the event loop begins them anew.
	const looks = [await look()];
	const watching = setInterval(async () => looks.push(await look()), LOOK_EVERY_MS);
	const outcome = await load(part);
	clearInterval(watching);
	looks.push(await look());
	const memory = looks.map(({ megabytes }) => megabytes);
	const late = Math.max(...looks.slice(1).map(({ lateMs }) => lateMs));
	const cpu = ((looks.at(-1)?.cpuSeconds ?? 0) - (looks[0]?.cpuSeconds ?? 0)) / part.seconds;
	const { answered, refused, others, withoutRetryAfter } = outcome;
	print(
		`${name}: ${told(answered, part.seconds, "answers")}; ${told(refused, part.seconds, "refusals")}; ` +
			`${others} others, ${withoutRetryAfter} refusals without Retry-After; ` +
			`event loop late by ${late.toFixed(0)} ms at most; ` +
			`memory ${memory[0]?.toFixed(0)} to ${Math.max(...memory).toFixed(0)} MB; ${cpu.toFixed(1)} cores`,
	);
	return outcome;
}

async function load(part: Partial<Load> & Pick<Load, "connections" | "seconds">) {
	const task: Load = { url: server.url, paths, rate: null, ...part };
	const { stdout } = await promisify(execFile)(process.execPath, [
		...["--import", import.meta.resolve("tsx"), join(import.meta.dirname, "http-load.ts")],
		JSON.stringify(task),
	]);
	return JSON.parse(stdout) as LoadOutcome;
}

function told({ count, p50, p99, max }: Latencies, seconds: number, what: string): string {
	const rate = `${(count / seconds).toFixed(0)} ${what}/s`;
	if (count === 0) return rate;
	return `${rate} (p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${max.toFixed(0)} ms)`;
}

/** What the server says of itself, of the event loop since the last look. */
async function look() {
	const text = await metrics();
	return {
		megabytes: figureIn(text, "process_resident_memory_bytes") / 2 ** 20,
		lateMs: Math.max(0, figureIn(text, "nodejs_eventloop_lag_max_seconds") * 1000 - LOOK_MS),
		cpuSeconds: figureIn(text, "process_cpu_seconds_total"),
	};
}

async function figure(name: string): Promise<number> {
	return figureIn(await metrics(), name);
}

async function metrics(): Promise<string> {
	return await (await fetch(`${server.url}/metrics`)).text();
}

function figureIn(text: string, name: string): number {
	return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
