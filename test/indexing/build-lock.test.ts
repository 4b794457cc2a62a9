import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { BuildLock, readLockHolder } from "../../src/indexing/build-lock.ts";
import { describeThisProcess, type LockHolder } from "../../src/indexing/lock-holder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The id of a process that has ended. */
async function endedProcessId(): Promise<number> {
	const child = spawn(process.execPath, ["-e", ""]);
	await once(child, "exit");
	return child.pid ?? 0;
}

async function lockText(changes: Partial<LockHolder>): Promise<string> {
	return `${JSON.stringify({ ...(await describeThisProcess()), ...changes })}\n`;
}

async function writeLock(path: string, changes: Partial<LockHolder>, ageMs = 0): Promise<void> {
	await writeFile(path, await lockText(changes));
	const seconds = (Date.now() - ageMs) / 1000;
	await utimes(path, seconds, seconds);
}

async function lockPath(): Promise<string> {
	return join(await temporaryFolder(), "build.lock");
}

describe("one holder at a time", () => {
	test("a held lock is refused, saying who holds it since when and what to do", async () => {
		const path = await lockPath();
		const lock = await BuildLock.acquire(path);
		const holder = await readLockHolder(path);
		const attempt = BuildLock.acquire(path);
		await expect(attempt).rejects.toMatchObject({ code: "index_locked" });
		const message = await attempt.catch((error: Error) => error.message);
		for (const part of [process.pid, holder?.host, holder?.startedAt, `delete ${path}`]) {
			expect(message).toContain(String(part));
		}
		await lock.release();
		await (await BuildLock.acquire(path)).release();
	});

	test("a released lock leaves no file behind", async () => {
		const path = await lockPath();
		await (await BuildLock.acquire(path)).release();
		expect(await readdir(join(path, ".."))).toEqual([]);
	});

	test("releasing or losing a lock never touches the one that took its place", async () => {
		const path = await lockPath();
		const lock = await BuildLock.acquire(path);
		await lock.assertHeld();
		await writeLock(path, { host: "another-host", pid: 7 });
		const theirs = await readFile(path, "utf8");
		await expect(lock.assertHeld()).rejects.toMatchObject({ code: "index_locked" });
		await lock.release();
		expect(await readFile(path, "utf8")).toBe(theirs);
	});
});

describe("a crashed build's lock", () => {
	test("is taken over at once when its process has ended", async () => {
		const path = await lockPath();
		await writeLock(path, { pid: await endedProcessId() });
		await (await BuildLock.acquire(path)).release();
	});

	test("is taken over at once when another process now has its id", async (context) => {
		const path = await lockPath();
		const { processStart } = await describeThisProcess();
		if (processStart === null) context.skip("this system does not say when a process started");
		await writeLock(path, { processStart: "12" });
		await (await BuildLock.acquire(path)).release();
	});

	test("is taken over although a process crashed while it was taking it over", async () => {
		const path = await lockPath();
		const pid = await endedProcessId();
		await writeLock(path, { pid });
		for (let depth = 0; depth < 3; depth++) {
			const folder = join(path, "..");
			const latest = (await readdir(folder)).filter((name) => name.startsWith("build.lock."));
			const rights = new Set(latest);
			const texts = [path, ...latest.map((name) => join(folder, name))];
			for (const file of texts) {
				const digest = createHash("sha256")
					.update(await readFile(file))
					.digest("hex");
				const right = `build.lock.${digest.slice(0, 32)}`;
				if (!rights.has(right)) await writeLock(join(folder, right), { pid });
			}
		}
		expect((await readdir(join(path, ".."))).length).toBeGreaterThan(3);
		const lock = await BuildLock.acquire(path);
		expect(await readdir(join(path, ".."))).toEqual(["build.lock"]);
		await lock.release();
	});

	test("on another machine is respected until a minute has passed without a heartbeat", async () => {
		const path = await lockPath();
		for (const elsewhere of [{ host: "another-host" }, { machine: "another boot" }]) {
			await writeLock(path, { ...elsewhere, pid: await endedProcessId() }, 50_000);
			await expect(BuildLock.acquire(path)).rejects.toMatchObject({ code: "index_locked" });
			await writeLock(path, { ...elsewhere, pid: process.pid }, 70_000);
			await (await BuildLock.acquire(path)).release();
		}
	});

	test("that does not say whose it is counts as another machine's", async () => {
		const path = await lockPath();
		for (const text of ["", "{", '{"pid":1}']) {
			await writeFile(path, text);
			await expect(BuildLock.acquire(path)).rejects.toMatchObject({ code: "index_locked" });
			await utimes(path, Date.now() / 1000 - 70, Date.now() / 1000 - 70);
			await (await BuildLock.acquire(path)).release();
		}
	});
});

describe("races", () => {
	test("of many takers of one abandoned lock in one process, exactly one wins", async () => {
		const pid = await endedProcessId();
		const path = await lockPath();
		for (let round = 0; round < 40; round++) {
			await writeLock(path, { pid });
			const takers = Array.from({ length: 6 }, () => BuildLock.acquire(path));
			const results = await Promise.allSettled(takers);
			const winners = results.flatMap((result) =>
				result.status === "fulfilled" ? [result.value] : [],
			);
			expect(winners).toHaveLength(1);
			for (const result of results) {
				if (result.status === "rejected") expect(result.reason.code).toBe("index_locked");
			}
			await winners[0]?.assertHeld();
			await winners[0]?.release();
			expect(await readdir(join(path, ".."))).toEqual([]);
		}
	});

	test("of two processes exactly one wins, each time, be the lock free or abandoned", async () => {
		const pid = await endedProcessId();
		const path = await lockPath();
		const takers = [startTaker(), startTaker()];
		for (const taker of takers) expect(await taker.ask("hello")).toBe("ready");
		for (let round = 0; round < 100; round++) {
			if (round % 2 === 0) await writeLock(path, { pid });
			const answers = await Promise.all(takers.map((taker) => taker.ask(`take ${path}`)));
			expect(answers.sort()).toEqual(["index_locked", "taken"]);
			await Promise.all(takers.map((taker) => taker.ask("release")));
		}
	});
});

function startTaker(): { ask(request: string): Promise<string> } {
	const root = join(import.meta.dirname, "../..");
	const script = join(import.meta.dirname, "fixtures/take-lock.ts");
	const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", script], {
		cwd: root,
		stdio: ["pipe", "pipe", "inherit"],
	});
	onTestFinished(() => {
		child.kill();
	});
	if (child.stdout === null) throw new Error("the child has no output");
	const lines = createInterface({ input: child.stdout });
	return {
		async ask(request) {
			child.stdin?.write(`${request}\n`);
			const [answer] = await once(lines, "line");
			return String(answer);
		},
	};
}
