import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { LiveIndex } from "../../src/app/live-index.ts";
import { askResponse } from "../../src/contract/ask.ts";
import { readiness } from "../../src/contract/health.ts";
import { problem } from "../../src/contract/problem.ts";
import { searchResponse } from "../../src/contract/search.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";
import { faults, serveForTest } from "../fixtures/serve-sample.ts";

/** A busy machine takes its time to start a thread. */
const SOON = { timeout: 20_000, interval: 2 };

const POINTER = ".sitecite/current.json";

let box: Sandbox;
let live: LiveIndex;

const threads: Worker[] = [];
const started = (thread: Worker) => threads.push(thread);

const config = () => box.config({ embedder: "static", server: { workers: 2 } });

beforeAll(async () => {
	process.on("worker", started);
	box = sandbox();
	await buildIndex({ config: await config() });
	live = await LiveIndex.open(await config());
});

afterAll(async () => {
	await live.close();
	process.off("worker", started);
	box.remove();
});

const serveLive = (options = {}) => serveForTest({ index: () => live.current, live, ...options });

async function metric(url: string, name: string): Promise<number> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(metrics)?.[1]);
}

const ask = (url: string, q = "Who pays for the dam?", init: RequestInit = {}) =>
	fetch(`${url}/api/ask?q=${encodeURIComponent(q)}`, init);

const eventStream = (url: string) =>
	fetch(`${url}/api/ask`, {
		method: "POST",
		headers: { "content-type": "application/json", accept: "text/event-stream" },
		body: JSON.stringify({ q: "Who pays for the dam?" }),
	});

describe("a service with workers", () => {
	it("answers, searches and streams as one without", async () => {
		const { url } = await serveLive();
		const { url: plain } = await serveForTest({ index: () => live.current });
		const untimed = async (response: Response) =>
			(await response.text()).replace(/"tookMs":[\d.]+/g, '"tookMs":0');
		for (const path of [
			"/api/ask?q=Who+pays+for+the+dam%3F",
			"/api/ask?q=dam&field.topic=a",
			"/api/ask?q=zzz",
			"/api/search?q=sourd",
			"/ask?q=When+was+the+comet+first+seen%3F",
		]) {
			const [with2, without] = [await fetch(url + path), await fetch(plain + path)];
			expect(with2.status).toBe(without.status);
			expect(await untimed(with2)).toBe(await untimed(without));
		}
		expect(await untimed(await eventStream(url))).toBe(await untimed(await eventStream(plain)));
	});

	it("tells of its threads where metrics are asked for", async () => {
		const { url } = await serveLive();
		expect(await metric(url, "sitecite_workers")).toBe(2);
		expect(await metric(url, "sitecite_workers_busy")).toBe(0);
		expect(await metric(url, "sitecite_workers_waiting")).toBe(0);
		expect(await metric(url, "sitecite_workers_missing")).toBe(0);
		expect(await metric(url, "sitecite_index_bytes")).toBeGreaterThan(1000);
	});

	it("refuses at once what it has no room for, and says when to come again", async () => {
		const { url } = await serveLive({ server: { maxQueue: 0 } });
		const responses = await Promise.all(Array.from({ length: 60 }, (_, i) => ask(url, `dam ${i}`)));
		const refused = responses.filter(({ status }) => status === 503);
		expect(refused.length).toBeGreaterThan(0);
		expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(4);
		for (const response of refused) {
			expect(response.headers.get("retry-after")).toBe("1");
			expect(problem.parse(await response.json()).code).toBe("overloaded");
		}
		expect(await metric(url, "sitecite_questions_in_flight")).toBe(0);
	});

	it("frees the place of whoever leaves", async () => {
		const { url } = await serveLive({ server: { maxQueue: 1000, maxWaitMs: 600_000 } });
		const asker = new AbortController();
		const asking = Array.from({ length: 50 }, (_, i) =>
			ask(url, `bread ${i}`, { signal: asker.signal }),
		);
		const settled = Promise.allSettled(asking);
		setTimeout(() => asker.abort(), 20);
		await settled;
		expect((await ask(url)).status).toBe(200);
		await expect.poll(() => metric(url, "sitecite_questions_in_flight"), SOON).toBe(0);
		await expect.poll(() => metric(url, "sitecite_workers_busy"), SOON).toBe(0);
		expect(faults).toEqual([]);
	});

	it("fails the questions of a thread that dies with a 503, and goes on with another", async () => {
		const { url } = await serveLive({ server: { maxQueue: 1000, maxWaitMs: 600_000 } });
		const restarts = await metric(url, "sitecite_worker_restarts_total");
		const asking = Promise.all(Array.from({ length: 30 }, (_, i) => ask(url, `comet ${i}`)));
		await expect.poll(() => live.workers.busy, SOON).toBe(2);
		await threads.find(({ threadId }) => threadId > 0)?.terminate();
		for (const response of await asking) {
			if (response.status === 200) continue;
			expect(response.status).toBe(503);
			expect(response.headers.get("retry-after")).toBe("1");
			expect(problem.parse(await response.json()).code).toBe("worker_lost");
		}
		await expect.poll(() => metric(url, "sitecite_worker_restarts_total"), SOON).toBe(restarts + 1);
		for (let i = 0; i < 6; i++) expect((await ask(url)).status).toBe(200);
	});

	it("answers on its own thread while no other one can open the index, and says why at /health/ready", async () => {
		const { url } = await serveLive();
		const head = live.current.meaning.file.subarray(0, 256);
		const kept = Uint8Array.from(head);
		const ready = async () =>
			readiness.parse(await (await fetch(`${url}/health/ready`)).json()).workers;
		head.fill(0xff);
		try {
			const alive = threads.filter(({ threadId }) => threadId > 0);
			for (const thread of alive) await thread.terminate();
			await expect.poll(ready, SOON).toEqual({ open: 0, wanted: 2, fault: "internal" });
			expect(await metric(url, "sitecite_workers_missing")).toBe(2);
			for (let i = 0; i < 6; i++) expect((await ask(url)).status).toBe(200);
		} finally {
			head.set(kept);
		}
		await expect.poll(ready, SOON).toEqual({ open: 2, wanted: 2, fault: null });
		expect((await ask(url)).status).toBe(200);
		expect(faults).toEqual([]);
	});

	it("changes generations under load without failing a request, and ends the threads of the old one", async () => {
		const pointer = () => readFileSync(join(box.folder, POINTER), "utf8");
		const pointers = [pointer()];
		box.write("corpus/note.txt", "Note\n\nThe ferry was painted green on Friday.");
		await buildIndex({ config: await config() });
		pointers.unshift(pointer());
		const { url } = await serveLive({ server: { maxQueue: 10_000, maxWaitMs: 600_000 } });
		const failures: string[] = [];
		const answeredBy = new Set<string>();
		let isOver = false;
		const asking = async () => {
			while (!isOver) {
				const response = await ask(url);
				const body = await response.text();
				if (response.status === 200) {
					answeredBy.add(askResponse.parse(JSON.parse(body)).index.generation);
				} else failures.push(`${response.status} ${body}`);
			}
		};
		const askers = Array.from({ length: 8 }, asking);
		const before = live.swaps;
		try {
			for (let swap = 0; swap < 4; swap++) {
				box.write(POINTER, pointers[swap % 2] ?? "");
				expect(await live.reload()).toBe("swapped");
			}
		} finally {
			isOver = true;
			await Promise.all(askers);
		}
		expect(failures).toEqual([]);
		expect(faults).toEqual([]);
		expect(live.swaps).toBe(before + 4);
		expect(answeredBy.size).toBe(2);
		await expect.poll(() => threads.filter(({ threadId }) => threadId > 0).length, SOON).toBe(2);
		searchResponse.parse(await (await fetch(`${url}/api/search?q=dam`)).json());
	});

	it("answers what was asked before it ends", async () => {
		const { url, close } = await serveLive({ server: { maxQueue: 1000, maxWaitMs: 600_000 } });
		const asking = Array.from({ length: 20 }, (_, i) => ask(url, `dam ${i}`));
		await expect.poll(() => live.workers.busy, SOON).toBeGreaterThan(0);
		await close();
		for (const response of await Promise.all(asking)) expect(response.status).toBe(200);
	});
});
