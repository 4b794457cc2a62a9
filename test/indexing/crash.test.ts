import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import { numberedBuild, numberOf } from "./fixtures/numbered-build.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Each costs the start of a process: about half a second on a slow machine. */
const KILLS = 6;

/** Builds took 10 to 40 ms each where this was written, so that every moment of a build comes up. */
const LATEST_KILL_MS = 80;

test("a build killed at any moment leaves the last index whole and never blocks the next build", async () => {
	const folder = await temporaryFolder();
	const store = new GenerationStore(folder);
	let number = 1;
	for (let kill = 0; kill < KILLS; kill++) {
		await buildUntilKilled(folder, number, Math.random() * LATEST_KILL_MS);
		const served = numberOf(await store.open());
		expect(served).toBeGreaterThanOrEqual(number);
		number = served + 1;
		await numberedBuild(store, number);
		expect(numberOf(await store.open())).toBe(number);
		expect((await readdir(folder)).sort()).toEqual(["cache", "current.json", "generations"]);
		expect(await readdir(join(folder, "generations"))).toHaveLength(2);
		expect(await readdir(join(folder, "cache"))).toEqual(["numbers.bin"]);
		number++;
	}
}, 60_000);

async function buildUntilKilled(folder: string, first: number, afterMs: number): Promise<void> {
	const script = join(import.meta.dirname, "fixtures/build-forever.ts");
	const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(first)], {
		cwd: join(import.meta.dirname, "../.."),
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = once(child, "exit");
	await Promise.race([once(child.stdout, "data"), ended]);
	await delay(afterMs);
	child.kill("SIGKILL");
	const [code, signal] = await ended;
	expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
}
