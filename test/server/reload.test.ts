import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { LiveIndex } from "../../src/app/live-index.ts";
import { askResponse } from "../../src/contract/ask.ts";
import { problem } from "../../src/contract/problem.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";
import { faults, serveForTest } from "../fixtures/serve-sample.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";

const POINTER = ".sitecite/current.json";

const SWAPS = 20;
const REQUESTS_PER_SECOND = 200;
/** A machine too slow for the rate is sent so many at a time, fewer than the connections that a server keeps. */
const MAX_PENDING = 500;
/** Time between two swaps; opening a generation comes on top. */
const BETWEEN_SWAPS_MS = 50;

let box: Sandbox;
let live: LiveIndex;

beforeEach(async () => {
	box = sandbox();
	await buildIndex({ config: await config() });
	live = await LiveIndex.open(await config());
});

afterEach(async () => {
	await live.close();
	box.remove();
});

/** The static model, whose builds are the fastest. */
const config = () => box.config({ embedder: "static" });

async function build(number: number): Promise<string> {
	box.write("corpus/note.txt", `Note ${number}\n\nThe ferry number ${number} was painted green.`);
	return (await buildIndex({ config: await config() })).generation;
}

const serveLive = (options = {}) => serveForTest({ index: () => live.current, live, ...options });

describe("reloading", () => {
	it(`fails none of ${REQUESTS_PER_SECOND} requests a second during ${SWAPS} swaps`, async () => {
		// Both generations stay on disk, so that each swap takes no longer than its pointer's replacement.
		const pointer = () => readFileSync(join(box.folder, POINTER), "utf8");
		const pointers = [pointer()];
		await build(1);
		pointers.unshift(pointer());
		// What is tested is that no request is lost to a swap, not how many fit on this machine.
		const { url } = await serveLive({
			server: { maxQueue: 10_000, maxWaitMs: 600_000, timeouts: { answerMs: 240_000 } },
		});
		const failures: string[] = [];
		const answeredBy = new Set<string>();
		let sent = 0;
		const send = async () => {
			// Every other request reads its article from the generation's file, which a swap may close.
			const response = await fetch(sent++ % 2 === 0 ? `${url}/api/ask?q=dam` : `${url}/bread/`);
			const body = await response.text();
			if (response.status !== 200) failures.push(`${response.status} ${body}`);
			else if (body.startsWith("{")) {
				answeredBy.add(askResponse.parse(JSON.parse(body)).index.generation);
			}
		};
		const pending = new Set<Promise<void>>();
		const startedAt = performance.now();
		const due = () => Math.floor(((performance.now() - startedAt) * REQUESTS_PER_SECOND) / 1000);
		let tooSlow = false;
		// A late timer sends all that has come due meanwhile, since opening a generation takes the same thread.
		const sendDue = () => {
			while (sent < due()) {
				if (pending.size === MAX_PENDING) {
					tooSlow = true;
					return;
				}
				const one = send().catch((error) => void failures.push(String(error)));
				pending.add(one);
				void one.finally(() => pending.delete(one));
			}
		};
		const sending = setInterval(sendDue, 1000 / REQUESTS_PER_SECOND);
		for (let swap = 0; swap < SWAPS; swap++) {
			box.write(POINTER, pointers[swap % 2] ?? "");
			expect(await live.reload()).toBe("swapped");
			await delay(BETWEEN_SWAPS_MS);
		}
		clearInterval(sending);
		sendDue();
		const seconds = (performance.now() - startedAt) / 1000;
		await Promise.all(pending);
		expect(failures).toEqual([]);
		expect(faults).toEqual([]);
		expect(live.swaps).toBe(SWAPS);
		expect(answeredBy.size).toBe(2);
		if (!tooSlow) expect(sent / seconds).toBeGreaterThan(0.95 * REQUESTS_PER_SECOND);
		expect(sent).toBeGreaterThan((SWAPS * BETWEEN_SWAPS_MS * REQUESTS_PER_SECOND) / 1000 - 1);
	}, 300_000);

	it("shows a refused generation where readiness is asked for, and goes on answering", async () => {
		const { url } = await serveLive();
		box.write(POINTER, "{}");
		expect(await live.reload()).toBe("refused");
		const ready = await fetch(`${url}/health/ready`);
		expect(ready.status).toBe(200);
		const said = await ready.text();
		expect(JSON.parse(said)).toMatchObject({ status: "ok", refused: { code: "index_corrupt" } });
		expect(said).not.toContain(box.folder);
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(200);
		expect(await (await fetch(`${url}/metrics`)).text()).toContain("\nsitecite_index_refused 1\n");
	});
});

describe("POST /admin/reload", () => {
	const reload = (url: string, token?: string) =>
		fetch(`${url}/admin/reload`, {
			method: "POST",
			headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
		});

	it("is not there without a token", async () => {
		const { url } = await serveLive();
		expect((await reload(url, TOKEN)).status).toBe(404);
	});

	it("takes up a newer generation for who has the token", async () => {
		const { url } = await serveLive({ adminToken: TOKEN });
		const generation = await build(1);
		const response = await reload(url, TOKEN);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ outcome: "swapped", generation });
		expect(await (await reload(url, TOKEN)).json()).toMatchObject({ outcome: "unchanged" });
	});

	it.each([undefined, "", TOKEN.slice(1), `${TOKEN}0`, TOKEN.toUpperCase()])(
		"is refused to who sends %s",
		async (token) => {
			const { url } = await serveLive({ adminToken: TOKEN });
			await build(1);
			const response = await reload(url, token);
			expect(response.status).toBe(401);
			expect(response.headers.get("www-authenticate")).toContain("Bearer");
			expect(problem.parse(await response.json()).code).toBe("unauthorized");
			expect(live.swaps).toBe(0);
		},
	);

	it("says that a generation was refused, and no path", async () => {
		const { url } = await serveLive({ adminToken: TOKEN });
		box.write(POINTER, "{}");
		const response = await reload(url, TOKEN);
		expect(response.status).toBe(409);
		const { code, detail } = problem.parse(await response.json());
		expect(code).toBe("generation_refused");
		expect(detail).not.toContain(box.folder);
	});
});
