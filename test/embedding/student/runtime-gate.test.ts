import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import {
	insideRuntime,
	newGate,
	type RuntimeGate,
	shut,
} from "../../../src/embedding/student/runtime-gate.ts";

/** Where the thread runs, it needs a few of these to come out of the runtime. */
const TRIES = 20_000;

async function ended(thread: Worker, gate: RuntimeGate): Promise<number> {
	let refused = 0;
	while (!shut(gate)) {
		if (++refused > TRIES) expect.unreachable("the thread never leaves the runtime");
		await delay(1);
	}
	// Whatever it was about to do, it must not get into the runtime any more.
	await delay(20);
	await thread.terminate();
	return refused;
}

describe("the gate of the runtime", () => {
	it("lets a thread be ended outside of the runtime alone, and the process lives on", async () => {
		const { resolve } = createRequire(import.meta.url);
		const files = [resolve("tsx/cjs"), resolve("./fixtures/embed-without-end.worker.ts")];
		const script = files.map((file) => `require(${JSON.stringify(file)});`).join("\n");
		let refused = 0;
		for (let round = 0; round < 4; round++) {
			const thread = new Worker(script, { eval: true });
			const [gate] = (await once(thread, "message")) as [RuntimeGate];
			// Half of them while the model is being loaded.
			if (round % 2 === 0) await once(thread, "message");
			await delay(10 * round);
			refused += await ended(thread, gate);
			expect(thread.threadId).toBe(-1);
		}
		expect(refused).toBeGreaterThan(0);
	});

	it("cannot be shut while a call is going on, whatever comes of that", async () => {
		const gate = newGate();
		let end = () => {};
		const one = insideRuntime(() => new Promise<void>((resolve) => (end = resolve)), gate);
		const other = insideRuntime(() => Promise.reject(new Error("no such model")), gate);
		await expect(other).rejects.toThrow("no such model");
		expect(shut(gate)).toBe(false);
		end();
		await one;
		expect(shut(gate)).toBe(true);
		expect(shut(gate)).toBe(true);
	});
});
