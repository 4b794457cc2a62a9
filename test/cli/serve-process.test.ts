import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Starting a process takes a second, or many on a busy machine. */
const START_TIMEOUT_MS = 60_000;
const TEST_TIMEOUT_MS = 120_000;

interface Served {
	readonly child: ChildProcess;
	readonly url: string;
	/** Everything that was written to standard error so far. */
	readonly err: () => string;
	/** Sends a signal and resolves with the exit code. */
	readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

let box: Sandbox;
let served: Served | undefined;

beforeEach(async () => {
	box = await builtSandbox();
});

afterEach(async () => {
	if (served?.child.exitCode === null) await served.end("SIGKILL");
	served = undefined;
	box.remove();
});

/** `sitecite serve` as a process of its own, in the sandbox. */
async function start(env: Record<string, string>, ...args: string[]): Promise<Served> {
	const child = spawn(
		process.execPath,
		[
			...["--import", import.meta.resolve("tsx"), join(ROOT, "src/cli/main.ts")],
			...["serve", "--port", "0", ...args],
		],
		{ cwd: box.folder, env: { ...process.env, ...env } },
	);
	let out = "";
	let err = "";
	child.stdout.on("data", (bytes) => {
		out += bytes;
	});
	child.stderr.on("data", (bytes) => {
		err += bytes;
	});
	const closed = once(child, "close");
	const server = {
		child,
		url: "",
		err: () => err,
		end: async (signal: NodeJS.Signals) => {
			child.kill(signal);
			const [code] = await closed;
			return code;
		},
	};
	served = server;
	await expect.poll(() => out, { timeout: START_TIMEOUT_MS }).toContain("http://");
	server.url = /http:\/\/\S+/.exec(out)?.[0] ?? "";
	return server;
}

async function articlesOf({ url }: Served): Promise<number> {
	const ready = (await (await fetch(`${url}/health/ready`)).json()) as {
		index: { articles: number };
	};
	return ready.index.articles;
}

const writeNote = () => box.write("corpus/note.txt", "A note\n\nThe ferry was painted green.");

describe("sitecite serve, as a process", { timeout: TEST_TIMEOUT_MS }, () => {
	it("takes up what another process has built, and shows in its log what it refused", async () => {
		const server = await start({});
		writeNote();
		await buildIndex({ config: await box.config() });
		await expect.poll(() => articlesOf(server), { timeout: 30_000 }).toBe(4);
		box.write(".sitecite/current.json", "{}");
		await expect.poll(server.err, { timeout: 30_000 }).toContain("refused");
		for (const line of server.err().trim().split("\n"))
			expect(JSON.parse(line)).toBeTypeOf("object");
		expect(await articlesOf(server)).toBe(4);
	});

	it("looks for another generation at once on SIGHUP, and does not end", async () => {
		const server = await start({});
		box.write(".sitecite/current.json", "{}");
		server.child.kill("SIGHUP");
		await expect.poll(server.err, { timeout: 30_000 }).toContain("refused");
		expect(await articlesOf(server)).toBe(3);
	});

	it("answers what was asked before it ends on SIGTERM, with exit code 0", async () => {
		const server = await start({});
		// The first question is the slowest.
		const asked = fetch(`${server.url}/api/ask?q=Who+pays+for+the+dam%3F`);
		await fetch(`${server.url}/health/live`);
		const ended = server.end("SIGTERM");
		expect((await asked).status).toBe(200);
		expect(await ended).toBe(0);
	});

	it("builds again when an article changes, and tells pages to reload", async () => {
		const server = await start({}, "--watch");
		const page = await (await fetch(server.url)).text();
		expect(page).toContain('src="/development/reload.js"');
		const left = new AbortController();
		const events = await fetch(`${server.url}/development/reloads`, { signal: left.signal });
		expect(events.headers.get("content-type")).toContain("text/event-stream");
		writeNote();
		let heard = "";
		for await (const bytes of events.body ?? []) {
			heard += Buffer.from(bytes).toString();
			if (heard.match(/event: generation/g)?.length === 2) break;
		}
		left.abort();
		const generations = [...heard.matchAll(/data: (\w+)/g)].map(([, name]) => name);
		expect(new Set(generations).size).toBe(2);
		expect(await articlesOf(server)).toBe(4);
		box.write("corpus/copy.md", "---\ntitle: Same\nurl: /note/\n---\n\nText.");
		await expect.poll(server.err, { timeout: 30_000 }).toContain("/note/");
		expect(await articlesOf(server)).toBe(4);
		expect(await server.end("SIGINT")).toBe(0);
	});

	it("never logs the operator's token, and has nothing of --watch without it", async () => {
		const token = "correct-horse-battery-staple-0123456789";
		const server = await start({ SITECITE_ADMIN_TOKEN: token });
		const reload = (given: string, query = "") =>
			fetch(`${server.url}/admin/reload${query}`, {
				method: "POST",
				headers: { authorization: `Bearer ${given}` },
			});
		await reload(token);
		// Where it does not belong.
		expect(await (await reload(token, `?token=${token}`)).text()).not.toContain(token);
		await reload(`${token}x`);
		await expect.poll(server.err).toContain('"status":401');
		expect(server.err()).toContain('"status":200');
		expect(server.err()).not.toContain(token);
		expect(await (await fetch(server.url)).text()).not.toContain("/development/");
		expect((await fetch(`${server.url}/development/reloads`)).status).toBe(404);
	});
});
