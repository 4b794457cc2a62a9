import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { whenMade } from "../../src/server/event-stream.ts";

const EVENTS = { headers: { "content-type": "text/event-stream" } };

/** A body that a test makes piece by piece. */
function openBody() {
	const cancelled = vi.fn();
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	writer.closed.catch(cancelled);
	return { readable, writer, cancelled };
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function turns(): Promise<void> {
	for (let i = 0; i < 5; i++) await nextTurn();
}

describe("whenMade", () => {
	it("tells at once of an answer that is no stream of events", () => {
		const made = vi.fn();
		const response = new Response("{}", { headers: { "content-type": "application/json" } });
		expect(whenMade(response, made)).toBe(response);
		expect(made).toHaveBeenCalledTimes(1);
	});

	it("tells of a stream of events when it has been made, though nobody reads it", async () => {
		const made = vi.fn();
		const { readable, writer } = openBody();
		const response = whenMade(new Response(readable, EVENTS), made);
		for (let i = 0; i < 100; i++) await writer.write(bytes(`data: ${i}\n\n`));
		expect(made).not.toHaveBeenCalled();
		await writer.close();
		await turns();
		expect(made).toHaveBeenCalledTimes(1);
		expect((await response.text()).match(/data/g)).toHaveLength(100);
	});

	it("ends what makes the stream when its reader leaves", async () => {
		const made = vi.fn();
		const { readable, writer, cancelled } = openBody();
		const response = whenMade(new Response(readable, EVENTS), made);
		await writer.write(bytes("data: 1\n\n"));
		await response.body?.cancel("left");
		await turns();
		expect(made).toHaveBeenCalledTimes(1);
		expect(cancelled).toHaveBeenCalled();
	});

	it("passes a failure on to the reader", async () => {
		const made = vi.fn();
		const { readable, writer } = openBody();
		const response = whenMade(new Response(readable, EVENTS), made);
		await writer.abort(new Error("broken off"));
		await expect(response.text()).rejects.toThrow("broken off");
		expect(made).toHaveBeenCalledTimes(1);
	});
});
