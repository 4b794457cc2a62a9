/**
 * Asks a server for some time, as a process of its own: `http-load.ts <JSON of a Load>` prints the JSON of what happened.
 */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import autocannon from "autocannon";

export interface Load {
	readonly url: string;
	/** A file of paths to ask for, a JSON list. */
	readonly paths: string;
	readonly connections: number;
	readonly seconds: number;
	/**
	 * Requests a second of all connections together, at even intervals, whether or not what was asked before has been
	 * answered; null: each connection asks anew as soon as it is answered.
	 */
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
const all = JSON.parse(readFileSync(paths, "utf8")) as string[];
await (rate === null ? askByTurns() : askEvenly(rate));
const outcome: LoadOutcome = {
	answered: latencies(answered),
	refused: latencies(refused),
	withoutRetryAfter,
	others,
};
process.stdout.write(JSON.stringify(outcome));

async function askByTurns(): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const requests = all.map((path) => ({ method: "GET" as const, path }));
		const run = autocannon(
			{
				...{ url, connections, duration: seconds, requests },
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
		run.on("response", (_client, status, _bytes, ms) => count(status, ms));
		run.on("reqError", () => others++);
	});
}

/** By autocannon, a rate would come as a burst at the beginning of each second. */
async function askEvenly(perSecond: number): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const pending = new Set<Promise<void>>();
	const startedAt = performance.now();
	const due = () =>
		Math.floor((Math.min(performance.now() - startedAt, 1000 * seconds) / 1000) * perSecond);
	let sent = 0;
	while (sent < perSecond * seconds) {
		while (sent < due()) {
			const one = askOnce(agent, all[sent++ % all.length] as string).catch(() => void others++);
			pending.add(one);
			void one.finally(() => pending.delete(one));
		}
		await delay(1);
	}
	await Promise.all(pending);
	agent.destroy();
}

async function askOnce(agent: Agent, path: string): Promise<void> {
	const startedAt = performance.now();
	const request = get(url + path, { agent });
	const [response] = (await once(request, "response")) as [IncomingMessage];
	const { statusCode = 0, headers } = response.resume();
	if (statusCode === 503 && headers["retry-after"] === undefined) withoutRetryAfter++;
	await once(response, "end");
	count(statusCode, performance.now() - startedAt);
}

function count(status: number, ms: number): void {
	if (status === 200) answered.push(ms);
	else if (status === 503) refused.push(ms);
	else others++;
}

function latencies(ms: number[]): Latencies {
	ms.sort((a, b) => a - b);
	const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
	return { count: ms.length, p50: at(0.5), p99: at(0.99), max: ms.at(-1) ?? 0 };
}
