import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Asked } from "../../../src/app/ask.ts";
import { SiteciteError } from "../../../src/domain/errors.ts";
import { streamAnswer } from "../../../src/server/routes/stream-answer.ts";

const FOUND = { passages: [] } as unknown as Asked["found"];

async function streamed(error: unknown, signal?: AbortSignal) {
	const reported: unknown[] = [];
	const app = new Hono().get("/", (context) =>
		streamAnswer(context, { found: FOUND, finish: () => Promise.reject(error) }, (fault) =>
			reported.push(fault),
		),
	);
	const response = await app.request("/", signal ? { signal } : {});
	return { text: await response.text(), reported };
}

describe("a streamed answer that fails", () => {
	it("says why where that is for the asker to know, and is no fault of the service", async () => {
		const lost = new SiteciteError("worker_lost", "What worked on it has ended.");
		const { text, reported } = await streamed(lost);
		expect(text).toContain("event: problem");
		expect(text).toContain('"code":"worker_lost"');
		expect(text).toContain('"status":503');
		expect(reported).toEqual([]);
	});

	it("tells the operator of a fault, and the asker nothing of it", async () => {
		const fault = new Error("/secret/path");
		const { text, reported } = await streamed(fault);
		expect(text).toContain('"code":"internal"');
		expect(text).not.toContain("secret");
		expect(reported).toEqual([fault]);
	});

	it("is no fault where the asker has left", async () => {
		const asker = AbortSignal.abort();
		const { text, reported } = await streamed(asker.reason, asker);
		expect(text).not.toContain("event: problem");
		expect(reported).toEqual([]);
	});
});
