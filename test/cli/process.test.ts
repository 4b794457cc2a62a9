import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { buildIndex } from "../../src/app/build-index.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Each costs the start of a process: a second, or several on a busy machine. */
const KILLS = 3;

/** From the lock to its end a build of the sample took about 150 ms where this was written. */
const LATEST_KILL_MS = 200;

let box: Sandbox;

beforeEach(async () => {
	box = await builtSandbox();
});

afterEach(() => box.remove());

/** The command line as a process of its own, in the sandbox. */
function start(...args: string[]): ChildProcess & { readonly said: () => Promise<Said> } {
	const tsx = import.meta.resolve("tsx");
	const child = spawn(process.execPath, ["--import", tsx, join(ROOT, "src/cli/main.ts"), ...args], {
		cwd: box.folder,
	});
	const said = { out: "", err: "" };
	child.stdout.on("data", (bytes) => {
		said.out += bytes;
	});
	child.stderr.on("data", (bytes) => {
		said.err += bytes;
	});
	const closed = once(child, "close");
	return Object.assign(child, {
		said: async () => {
			const [code] = await closed;
			return { ...said, code };
		},
	});
}

interface Said {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

it("ends without a word where the reader of its output has seen enough", async () => {
	const child = start("ask", "Who pays for the dam?");
	child.stdout?.destroy();
	expect(await child.said()).toEqual({ code: 0, out: "", err: "" });
});

it("goes on answering from the last index after a build was killed at any moment", async () => {
	let articles = 3;
	for (let kill = 0; kill < KILLS; kill++) {
		box.write(
			`corpus/note-${kill}.txt`,
			`Note ${kill}\n\nThe ferry number ${kill} was painted green.`,
		);
		const build = start("build");
		await lockTaken(build);
		await delay(Math.random() * LATEST_KILL_MS);
		build.kill("SIGKILL");
		await build.said();

		const { answer, index } = await asked("How much do the repairs cost?");
		expect(answer.sentences[0]?.text).toContain("two million crowns");
		expect([articles, 4 + kill]).toContain(index.articles);
		({ articles } = index);
	}
	await buildIndex({ config: await box.config() });
	const folder = join(box.folder, ".sitecite");
	expect((await readdir(folder)).sort()).toEqual(["cache", "current.json", "generations"]);
	expect((await readdir(join(folder, "generations"))).length).toBeLessThanOrEqual(2);
	expect(await readdir(join(folder, "cache"))).toHaveLength(1);
}, 120_000);

async function asked(text: string) {
	const index = await openIndex(await box.config());
	try {
		const settings = { threshold: 0 };
		return await ask(index, { text, limit: 5, filter: {} }, settings);
	} finally {
		await index.close();
	}
}

async function lockTaken(build: ChildProcess): Promise<void> {
	const lock = join(box.folder, ".sitecite/build.lock");
	while (build.exitCode === null && !existsSync(lock)) await delay(1);
}
