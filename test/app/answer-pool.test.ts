import { setTimeout as delay } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AnswerPool } from "../../src/app/answer-pool.ts";
import { answersHere } from "../../src/app/answers.ts";
import { buildIndex } from "../../src/app/build-index.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { builtSandbox, type Sandbox, sandbox } from "../fixtures/sample-index.ts";

/** A busy machine takes its time to start a thread. */
const SOON = { timeout: 20_000, interval: 20 };

const SETTINGS = { threshold: 0 };

let box: Sandbox;
let index: OpenIndex;
let pool: AnswerPool;
/** All threads that were started, as Node tells of them. */
const threads: Worker[] = [];
const started = (thread: Worker) => threads.push(thread);

beforeAll(async () => {
	process.on("worker", started);
	box = await builtSandbox();
	index = await openIndex(await box.config());
	pool = await AnswerPool.start(index, 2);
});

afterAll(async () => {
	process.off("worker", started);
	await pool.close();
	await index.close();
	box.remove();
});

const asked = (text: string, more = {}) => ({ text, limit: 5, filter: {}, ...more });

/** As it is sent, but for how long it took. */
const sent = (response: { readonly tookMs: number }) => JSON.stringify({ ...response, tookMs: 0 });

describe("a pool of workers", () => {
	it.each([
		asked("How much will the repair of the dam cost?"),
		asked('Who said "two million crowns" last week?', { asOf: new Date("2024-05-08") }),
		asked("When was the comt first seen from Tartu?"),
		asked("dough", { limit: 1, filter: { tags: ["baking"], from: "2023-01-01" } }),
		asked("zzz qqq"),
		asked("Ærøskøbing 北京 😀"),
	])("answers $text byte for byte as this thread does", async (question) => {
		const here = answersHere(index);
		expect(sent(await pool.ask(question, SETTINGS))).toBe(sent(await here.ask(question, SETTINGS)));
	});

	it.each(["da", "dam bre", "sourdugh", ""])(
		"searches for %j as this thread does",
		async (text) => {
			const wanted = { text, filter: {}, page: 1, limit: 10 };
			expect(sent(await pool.search(wanted))).toBe(sent(await answersHere(index).search(wanted)));
		},
	);

	it("shows what it found before it has the answer", async () => {
		const question = asked("Who pays for the dam?");
		const { found, finish } = await pool.startAsking(question, SETTINGS);
		const here = await answersHere(index).startAsking(question, SETTINGS);
		expect(found).toEqual(here.found);
		expect(sent(await finish())).toBe(sent(await here.finish()));
	});

	it("raises errors with the code that they have on this thread", async () => {
		const question = asked("dam", { filter: { fields: { topik: ["a"] } } });
		for (const answers of [pool, answersHere(index)]) {
			for (const asking of [
				() => answers.ask(question, SETTINGS),
				() => answers.startAsking(question, SETTINGS),
				() => answers.search({ ...question, page: 1 }),
			]) {
				await expect(asking()).rejects.toMatchObject({
					name: "SiteciteError",
					code: "bad_request",
					fault: { field: "where", message: expect.stringContaining("topik") },
				});
			}
		}
	});

	it("answers many at a time, each its own question", async () => {
		const years = Array.from({ length: 60 }, (_, i) => `What happened in ${1900 + i}?`);
		const responses = await Promise.all(years.map((text) => pool.ask(asked(text), SETTINGS)));
		expect(responses.map(({ question }) => question)).toEqual(years);
		expect(pool.figures).toMatchObject({ threads: 2, busy: 0, waiting: 0 });
	});

	it("does not begin what has been given up, and goes on", async () => {
		const reason = new Error("left");
		const before = AbortSignal.abort(reason);
		await expect(pool.ask(asked("dam"), SETTINGS, before)).rejects.toBe(reason);
		const askers = Array.from({ length: 40 }, () => new AbortController());
		const asking = askers.map(({ signal }) => pool.ask(asked("dam"), SETTINGS, signal));
		const settled = Promise.allSettled(asking);
		for (const asker of askers) asker.abort(reason);
		for (const one of await settled) expect(one).toMatchObject({ status: "rejected", reason });
		await expect.poll(() => pool.figures.busy).toBe(0);
		expect((await pool.ask(asked("dam"), SETTINGS)).passages.length).toBeGreaterThan(0);
		expect(pool.figures.restarts).toBe(0);
	});

	it("takes nobody's leaving for the end of a thread, also where they waited for what is found first", async () => {
		const lost: unknown[] = [];
		const own = await AnswerPool.start(index, 1, { onWorkerLost: (error) => lost.push(error) });
		const reason = new Error("left");
		const askers = Array.from({ length: 40 }, () => new AbortController());
		const asking = askers.map(({ signal }) => own.startAsking(asked("dam"), SETTINGS, signal));
		const settled = Promise.allSettled(asking);
		for (const asker of askers) asker.abort(reason);
		for (const one of await settled) expect(one).toMatchObject({ status: "rejected", reason });
		await expect.poll(() => own.figures.busy, SOON).toBe(0);
		const { finish } = await own.startAsking(asked("dam"), SETTINGS);
		expect((await finish()).passages.length).toBeGreaterThan(0);
		await own.close();
		expect(lost).toEqual([]);
	});
});

describe("a pool whose thread dies", () => {
	/** Damages what threads look at when they open the index, and never again; returns what mends it. */
	function damage(one: OpenIndex): () => void {
		const head = one.meaning.file.subarray(0, 256);
		const kept = Uint8Array.from(head);
		head.fill(0xff);
		return () => head.set(kept);
	}

	/** Static: the runtime of the student takes the process down where its thread is ended in the middle of its work. */
	let staticBox: Sandbox;
	let open: OpenIndex;

	beforeAll(async () => {
		staticBox = sandbox();
		const config = await staticBox.config({ embedder: "static" });
		await buildIndex({ config });
		open = await openIndex(config);
	});

	afterAll(async () => {
		await open.close();
		staticBox.remove();
	});

	beforeEach(() => {
		threads.length = 0;
	});

	const endOne = async () => threads.find(({ threadId }) => threadId > 0)?.terminate();

	it("replaces it, fails its questions clearly, and answers on", async () => {
		const lost: unknown[] = [];
		const dying = await AnswerPool.start(open, 2, { onWorkerLost: (error) => lost.push(error) });
		const asking = Promise.allSettled(
			Array.from({ length: 8 }, () => dying.ask(asked("Who pays for the dam?"), SETTINGS)),
		);
		await endOne();
		for (const end of await asking) {
			if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "worker_lost" });
			else expect(end.value.passages.length).toBeGreaterThan(0);
		}
		await expect.poll(() => dying.figures.restarts, SOON).toBe(1);
		await expect.poll(() => dying.figures.busy, SOON).toBe(0);
		for (let i = 0; i < 6; i++) await dying.ask(asked("dam"), SETTINGS);
		expect(lost.length).toBeGreaterThan(0);
		await dying.close();
	});

	it("gives no question to the one in its place before that has opened the index", async () => {
		const unopened: unknown[] = [];
		const healing = await AnswerPool.start(open, 2, {
			onWorkerUnopened: (error) => unopened.push(error),
		});
		const mend = damage(open);
		try {
			await endOne();
			await expect.poll(() => healing.figures.fault, SOON).toBe("internal");
			expect(healing.figures).toMatchObject({ threads: 1, wanted: 2 });
			const asking = Array.from({ length: 12 }, () => healing.ask(asked("dam"), SETTINGS));
			for (const { passages } of await Promise.all(asking)) expect(passages).not.toEqual([]);
			// Tried again and told once.
			await delay(2_000);
			expect(unopened).toEqual([
				expect.objectContaining({ message: expect.stringContaining("header") }),
			]);
		} finally {
			mend();
		}
		await expect.poll(() => healing.figures.threads, SOON).toBe(2);
		expect(healing.figures).toMatchObject({ fault: null, restarts: 1 });
		await healing.close();
	});

	it("lets no question wait for a thread where none is left and none can open the index", async () => {
		const lonely = await AnswerPool.start(open, 1);
		const mend = damage(open);
		try {
			const asking = Promise.allSettled(
				Array.from({ length: 200 }, () => lonely.ask(asked("dam"), SETTINGS)),
			);
			await endOne();
			const left = (await asking).filter((end) => end.status === "rejected");
			for (const { reason } of left) expect(reason).toMatchObject({ code: "worker_lost" });
			const causes = left.map(({ reason }) => String(reason.cause));
			expect(causes).toContainEqual(expect.stringContaining("header"));
			expect(lonely.figures).toMatchObject({ threads: 0, fault: "internal", waiting: 0 });
		} finally {
			mend();
		}
		await expect.poll(() => lonely.figures, SOON).toMatchObject({ threads: 1, fault: null });
		expect((await lonely.ask(asked("dam"), SETTINGS)).passages).not.toEqual([]);
		await lonely.close();
	});

	it("says so where the one in its place dies before it has opened the index, and is not replaced", async () => {
		const shrunk = await AnswerPool.start(open, 2);
		const mend = damage(open);
		try {
			await endOne();
			await expect.poll(() => shrunk.figures.fault, SOON).toBe("internal");
			await threads.at(-1)?.terminate();
			await expect.poll(() => shrunk.figures.fault, SOON).toBe("worker_lost");
		} finally {
			mend();
		}
		expect(shrunk.figures).toMatchObject({ threads: 1, wanted: 2 });
		expect((await shrunk.ask(asked("dam"), SETTINGS)).passages).not.toEqual([]);
		await shrunk.close();
	});

	it("is not started where no thread can open the index", async () => {
		const mend = damage(open);
		try {
			await expect(AnswerPool.start(open, 2)).rejects.toThrow("its header");
		} finally {
			mend();
		}
	});
});

describe("a pool that is closed", () => {
	it("answers what was asked before it ends", async () => {
		const gone: unknown[] = [];
		const own = await AnswerPool.start(index, 3, { onWorkerLost: (error) => gone.push(error) });
		const long = "Which dam broke after a week of rain, and who pays for its repairs? ".repeat(10);
		const asking = Array.from({ length: 12 }, (_, i) =>
			own.ask(asked(i % 3 === 0 ? long : "dam"), SETTINGS),
		);
		await own.close();
		for (const { status } of await Promise.allSettled(asking)) expect(status).toBe("fulfilled");
		expect(gone).toEqual([]);
	});
});
