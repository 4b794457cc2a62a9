import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Sqlite from "libsql/promise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { type QuestionReport, questionReport } from "../../src/contract/question-report.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

const ROOT = join(import.meta.dirname, "../..");

let box: Sandbox;
const children = new Set<ChildProcess>();
let files = 0;

beforeAll(async () => {
	box = await builtSandbox();
});

afterEach(async () => {
	for (const child of children) {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill("SIGKILL");
			await once(child, "close");
		}
	}
	children.clear();
});

afterAll(() => box.remove());

/** Makes `sitecite` keep questions in a file of their own from now on. */
function freshFile(): string {
	const file = `questions-${files++}.sqlite`;
	box.write("sitecite.config.json", JSON.stringify({ questions: { log: true, file } }));
	return join(box.folder, file);
}

async function cli(...args: string[]) {
	let out = "";
	let err = "";
	const code = await runCli(args, {
		out: (text) => {
			out += text;
		},
		err: (text) => {
			err += text;
		},
		env: {},
		workingFolder: box.folder,
		isTerminal: false,
		onHangup: () => () => {},
		signal: new AbortController().signal,
	});
	return { code, out, err };
}

async function report(): Promise<QuestionReport> {
	const { code, out, err } = await cli("report", "--json");
	expect({ code, err }).toEqual({ code: 0, err: "" });
	return questionReport.parse(JSON.parse(out));
}

/** `sitecite serve` as a process of its own. */
async function start() {
	const child = spawn(
		process.execPath,
		[
			...["--import", import.meta.resolve("tsx"), join(ROOT, "src/cli/main.ts")],
			...["serve", "--port", "0"],
		],
		{ cwd: box.folder },
	);
	children.add(child);
	let out = "";
	let err = "";
	child.stdout.on("data", (bytes) => {
		out += bytes;
	});
	child.stderr.on("data", (bytes) => {
		err += bytes;
	});
	await expect.poll(() => out, { timeout: 30_000 }).toContain("http://");
	const url = /http:\/\/\S+/.exec(out)?.[0] ?? "";
	return {
		ask: async (question: string) => {
			const response = await fetch(`${url}/api/ask?q=${encodeURIComponent(question)}`);
			expect(response.status).toBe(200);
			await response.arrayBuffer();
		},
		end: async (signal: NodeJS.Signals) => {
			const closed = once(child, "close");
			child.kill(signal);
			await closed;
			return child.exitCode;
		},
		err: () => err,
	};
}

describe("sitecite report", () => {
	it("shows what was asked, for people, and has no control characters of a reader's", async () => {
		freshFile();
		const { ask, end } = await start();
		await ask("How much will the repair of the dam cost?");
		await ask("\u001b[31mWho won the\u202e cup?");
		expect(await end("SIGTERM")).toBe(0);
		const { code, out } = await cli("report");
		expect(code).toBe(0);
		expect(out).toContain("2 asked");
		expect(out).toContain("- question: How much will the repair of the dam cost?");
		expect(out).toContain("nearest: Old Mill Dam Breaks");
		for (const control of ["\u001b", "\u202e"]) expect(out).not.toContain(control);
	});

	it("reads and deletes while a service writes, and loses nothing that service answers", async () => {
		freshFile();
		const { ask, end } = await start();
		const asking = (async () => {
			for (let i = 0; i < 60; i++) await ask(`Question number ${i} about the dam?`);
		})();
		const seen: number[] = [];
		for (let i = 0; i < 3; i++) seen.push((await report()).asked);
		expect((await cli("report", "--forget", "no such text")).out).toBe(
			"Forgot 0 questions and 0 ratings.\n",
		);
		await asking;
		expect(await end("SIGTERM")).toBe(0);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect((await report()).asked).toBe(60);
		const { out } = await cli("report", "--forget", "NUMBER 7 ", "--json");
		expect(JSON.parse(out)).toEqual({ forgotten: { questions: 1, ratings: 0 } });
		expect((await cli("report", "--forget-older-than", "1")).out).toBe(
			"Forgot 0 questions and 0 ratings.\n",
		);
		expect((await report()).asked).toBe(59);
	});

	it("reads what a killed service has written", async () => {
		const file = freshFile();
		const { ask, end } = await start();
		for (let i = 0; i < 20; i++) await ask(`Early question ${i}?`);
		await expect.poll(async () => (await report()).asked, { timeout: 10_000 }).toBe(20);
		const asking = (async () => {
			for (let i = 0; ; i++) await ask(`Late question ${i}?`);
		})().catch(() => "gone");
		await delay(1500);
		await end("SIGKILL");
		expect(await asking).toBe("gone");
		expect(existsSync(file)).toBe(true);
		expect((await report()).asked).toBeGreaterThanOrEqual(20);
		const database = new Sqlite(file, {});
		expect(await (await database.prepare("PRAGMA integrity_check")).all()).toEqual([
			{ integrity_check: "ok" },
		]);
		database.close();
	});

	// A busy machine may hold up an answer once; waiting on the answering thread would do so every time.
	const busy = { retry: 2 };
	it(
		"comes from a service that answers at once while its file is locked, and writes later",
		busy,
		async () => {
			const file = freshFile();
			const { ask, end, err } = await start();
			await ask("Warm up?");
			const holder = new Sqlite(file, {});
			await expect.poll(() => holder.exec("BEGIN IMMEDIATE").then(() => true)).toBe(true);
			const slowest = { ms: 0 };
			const until = Date.now() + 5000;
			let asked = 1;
			while (Date.now() < until) {
				const startedAt = performance.now();
				await ask("Is the dam still there?");
				asked++;
				slowest.ms = Math.max(slowest.ms, performance.now() - startedAt);
				await delay(100);
			}
			await expect.poll(err, { timeout: 5000 }).toContain("questions cannot be kept");
			await holder.exec("ROLLBACK");
			holder.close();
			// As long as the lock is held it would take to wait for it.
			expect(slowest.ms).toBeLessThan(1500);
			expect(err()).not.toContain("still there");
			expect(await end("SIGTERM")).toBe(0);
			expect((await report()).asked).toBe(asked);
		},
	);

	it("says what to do where nothing was kept, and which options cannot go together", async () => {
		freshFile();
		const { code, err } = await cli("report");
		expect(code).toBe(1);
		expect(err).toContain("No questions have been kept");
		expect((await cli("report", "--forget", "a", "--forget-older-than", "3")).code).toBe(2);
		expect((await cli("report", "--forget", " ")).code).toBe(2);
		expect((await cli("report", "--days", "0")).code).toBe(2);
	});

	it("is not kept unless that is turned on", async () => {
		const file = freshFile();
		box.write(
			"sitecite.config.json",
			JSON.stringify({ questions: { file: "questions-off.sqlite" } }),
		);
		const { ask, end } = await start();
		await ask("Who is there?");
		expect(await end("SIGTERM")).toBe(0);
		expect(existsSync(file)).toBe(false);
		expect(existsSync(join(box.folder, "questions-off.sqlite"))).toBe(false);
	});
});
