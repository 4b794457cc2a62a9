/**
 * Asks a server for some time, as a process of its own: `http-load.ts <JSON of a Load>` prints the JSON of what happened.
 */

import { readFileSync } from "node:fs";
import autocannon from "autocannon";

export interface Load {
	readonly url: string;
	/** A file of paths to ask for, a JSON list. */
	readonly paths: string;
	readonly connections: number;
	readonly seconds: number;
	/** Requests a second of all connections together; null: each asks anew as soon as it is answered. */
	readonly rate: number | null;
}

/** Of some requests: how many, and how long they took in milliseconds. */
export interface Latencies {
	readonly count: number;
	readonly p50: number;
	readonly p99: number;
	readonly max: number;
}

export interface LoadOutcome {
	readonly answered: Latencies;
	readonly refused: Latencies;
	/** Refusals that do not say when to come again. */
	readonly withoutRetryAfter: number;
	/** Neither answers nor refusals. */
	readonly others: number;
}

/** What autocannon tells of a response's head, names and values by turns. */
interface Head {
	readonly statusCode: number;
	readonly headers: readonly string[];
}

const { url, paths, connections, seconds, rate } = JSON.parse(process.argv[2] ?? "") as Load;
const answered: number[] = [];
const refused: number[] = [];
let others = 0;
let withoutRetryAfter = 0;
await new Promise<void>((resolve, reject) => {
	const requests = (JSON.parse(readFileSync(paths, "utf8")) as string[]).map((path) => ({
		method: "GET" as const,
		path,
	}));
	const run = autocannon(
		{
			...{ url, connections, duration: seconds, requests },
			...(rate !== null && { overallRate: rate }),
			setupClient: (client) => {
				client.on("headers", (head: unknown) => {
					const { statusCode, headers } = head as Head;
					const names = headers.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
					if (statusCode === 503 && !names.includes("retry-after")) withoutRetryAfter++;
				});
			},
		},
		(error) => (error ? reject(error) : resolve()),
	);
	run.on("response", (_client, status, _bytes, ms) => {
		if (status === 200) answered.push(ms);
		else if (status === 503) refused.push(ms);
		else others++;
	});
	run.on("reqError", () => others++);
});
const outcome: LoadOutcome = {
	answered: latencies(answered),
	refused: latencies(refused),
	withoutRetryAfter,
	others,
};
process.stdout.write(JSON.stringify(outcome));

function latencies(ms: number[]): Latencies {
	ms.sort((a, b) => a - b);
	const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
	return { count: ms.length, p50: at(0.5), p99: at(0.99), max: ms.at(-1) ?? 0 };
}
