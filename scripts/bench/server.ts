/**
 * How the HTTP service does under load, on an index that is there already.
 * Usage: npm run bench:server -- [index folder]
 *
 * Keeps 1, 10, 50 and 200 connections busy for some seconds each, then one again, to see whether the flood left
 * anything behind. Refusals (503) are timed apart from answers. The clients run beside the server and take their share
 * of the machine.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";

const SECONDS = 8;
const CONNECTIONS = [1, 10, 50, 200, 1];

interface Outcome {
	/** Latencies in milliseconds. */
	readonly answered: number[];
	readonly refused: number[];
	readonly other: number;
}

const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: process.argv[2] === undefined ? {} : { index: process.argv[2] },
});
const paths = await questionPaths();
const server = await startServer();
try {
	await load(1);
	for (const connections of CONNECTIONS) {
		const { answered, refused, other } = await load(connections);
		process.stdout.write(
			`${connections} connections: ${(answered.length / SECONDS).toFixed(0)} answers/s ${times(answered)}; ` +
				`${(refused.length / SECONDS).toFixed(0)} refusals/s ${times(refused)}; ` +
				`${other} others; ${await residentMb()} MB\n`,
		);
	}
} finally {
	server.process.kill("SIGTERM");
	await once(server.process, "close");
}

/** Titles of all articles, as questions. */
async function questionPaths(): Promise<string[]> {
	const index = await openIndex(config);
	const paths: string[] = [];
	for (const id of index.articles.ids()) {
		const article = await index.articles.get(id);
		if (article === null) continue;
		paths.push(`/api/ask?q=${encodeURIComponent(article.title.slice(0, 200))}`);
	}
	await index.close();
	return paths;
}

async function startServer(): Promise<{ readonly process: ChildProcess; readonly url: string }> {
	const child = spawn(
		process.execPath,
		[
			"dist/cli/main.js",
			"serve",
			"--port",
			"0",
			...(process.argv[2] ? ["--index", process.argv[2]] : []),
		],
		{ stdio: ["ignore", "pipe", "ignore"] },
	);
	const [said] = (await once(child.stdout, "data")) as [Buffer];
	const url = /http:\/\/\S+/.exec(said.toString())?.[0];
	if (url === undefined) throw new Error(`The server did not start: ${said}`);
	return { process: child, url };
}

async function load(connections: number): Promise<Outcome> {
	const answered: number[] = [];
	const refused: number[] = [];
	let other = 0;
	await new Promise<void>((resolve, reject) => {
		const run = autocannon(
			{
				url: server.url,
				connections,
				duration: SECONDS,
				requests: paths.map((path) => ({ method: "GET" as const, path })),
			},
			(error) => (error ? reject(error) : resolve()),
		);
		run.on("response", (_client, status, _bytes, ms) => {
			if (status === 200) answered.push(ms);
			else if (status === 503) refused.push(ms);
			else other++;
		});
	});
	return { answered, refused, other };
}

function times(ms: number[]): string {
	if (ms.length === 0) return "";
	ms.sort((a, b) => a - b);
	const at = (share: number) => (ms[Math.floor(ms.length * share)] ?? 0).toFixed(0);
	return `(p50 ${at(0.5)} ms, p99 ${at(0.99)} ms)`;
}

async function residentMb(): Promise<string> {
	const metrics = await (await fetch(`${server.url}/metrics`)).text();
	const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
	return (bytes / 2 ** 20).toFixed(0);
}
