import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { BackgroundWriter } from "../../src/questions/background-writer.ts";

/** A disk that can be full for a while. */
function disk() {
	const state = { isFull: false, written: [] as number[], failures: 0 };
	const writer = new BackgroundWriter<number>({
		write: async (batch) => {
			await delay(1);
			if (state.isFull) throw new Error("full");
			state.written.push(...batch);
		},
		onFailure: () => {
			state.failures++;
		},
		delayMs: 5,
		capacity: 10,
	});
	return { state, writer };
}

describe("BackgroundWriter", () => {
	it("writes what it is handed some time later, in order and by itself", async () => {
		const { state, writer } = disk();
		for (let i = 0; i < 8; i++) writer.add(i);
		expect(state.written).toEqual([]);
		await expect.poll(() => state.written).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(writer.written).toBe(8);
	});

	it("drops what it has no room for, and counts it", async () => {
		const { state, writer } = disk();
		for (let i = 0; i < 25; i++) writer.add(i);
		await writer.close();
		expect(state.written).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(writer.dropped).toBe(15);
	});

	it("tries again what could not be written, and tells the first failure alone", async () => {
		const { state, writer } = disk();
		state.isFull = true;
		writer.add(1);
		await expect.poll(() => writer.failures).toBeGreaterThan(2);
		writer.add(2);
		state.isFull = false;
		await expect.poll(() => state.written).toEqual([1, 2]);
		expect(state.failures).toBe(1);
		expect(writer.dropped).toBe(0);
	});

	it("writes what waits when it is closed, and takes nothing any more", async () => {
		const { state, writer } = disk();
		writer.add(1);
		await writer.close();
		expect(state.written).toEqual([1]);
		writer.add(2);
		expect(writer.dropped).toBe(1);
	});

	it("gives up at its end what cannot be written", async () => {
		const { state, writer } = disk();
		state.isFull = true;
		writer.add(1);
		writer.add(2);
		await writer.close();
		expect(writer.dropped).toBe(2);
		expect(writer.written).toBe(0);
	});
});
