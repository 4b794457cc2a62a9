import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { serverSettings } from "../../src/app/server-settings.ts";
import { askResponse } from "../../src/contract/ask.ts";
import { problem } from "../../src/contract/problem.ts";
import { openSample } from "../fixtures/open-sample.ts";
import { rawConnection } from "../fixtures/raw-connection.ts";
import { faults, serveForTest } from "../fixtures/serve-sample.ts";
import { slowIndex } from "../fixtures/slow-index.ts";

const sample = openSample();

const serveWith = (server: Parameters<typeof serverSettings.parse>[0], slowMs = 0) =>
	serveForTest({
		index: () => (slowMs === 0 ? sample.index : slowIndex(sample.index, slowMs)),
		server: serverSettings.parse(server),
	});

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

async function metric(url: string, name: string): Promise<number> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(metrics)?.[1]);
}

describe("a slow client", () => {
	it("that never ends its headers is told so and let go, while others are answered", async () => {
		const { url } = await serveWith({ timeouts: { headersMs: 300 } });
		const slow = await rawConnection(url);
		slow.socket.write("GET /api/ask?q=dam HTTP/1.1\r\nHost: x\r\n");
		const dripping = setInterval(() => slow.socket.write("X-Drip: 1\r\n"), 100);
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(200);
		const answer = await slow.received();
		clearInterval(dripping);
		expect(statusOf(answer)).toBe(408);
		expect(answer).toContain("nosniff");
		expect(problem.parse(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).code).toBe(
			"request_timeout",
		);
	});

	it("that never ends its body takes nobody's place", async () => {
		const { url } = await serveWith({
			maxInFlight: 1,
			maxQueue: 0,
			timeouts: { headersMs: 300, bodyMs: 500 },
		});
		const head =
			"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{";
		const slow = await Promise.all([1, 2, 3].map(() => rawConnection(url)));
		for (const { socket } of slow) socket.write(head);
		await delay(100);
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(200);
		for (const { received } of slow)
			expect([408, Number.NaN]).toContain(statusOf(await received()));
		expect(faults).toEqual([]);
	});
});

describe("what is no request", () => {
	it.each([
		["GARBAGE\r\n\r\n", 400],
		["GET / HTTP/1.1\r\n\r\n", 400],
		["GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400],
		["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
		["GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400],
		["POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nExpect: magic\r\n\r\n", 417],
		["GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400],
		[`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
	])("is answered as a problem: %j", async (bytes, status) => {
		const { url } = await serveWith({});
		const { socket, received } = await rawConnection(url);
		socket.write(bytes);
		socket.end();
		const answer = await received();
		expect(statusOf(answer)).toBe(status);
		expect(answer).toContain("application/problem+json");
		expect(answer).toContain("nosniff");
		expect(answer).not.toContain(import.meta.dirname);
	});
});

describe("an asker who leaves", () => {
	it("frees the place, or the wait for one, at once, and is no fault", async () => {
		const { url } = await serveWith({ maxInFlight: 1, maxQueue: 1 }, 20_000);
		const ask = async () => {
			const { socket } = await rawConnection(url);
			socket.write("GET /api/ask?q=dam HTTP/1.1\r\nHost: x\r\n\r\n");
			return socket;
		};
		const places = async () => [
			await metric(url, "sitecite_questions_in_flight"),
			await metric(url, "sitecite_questions_waiting"),
		];
		const answered = await ask();
		await expect.poll(places).toEqual([1, 0]);
		const waiting = await ask();
		await expect.poll(places).toEqual([1, 1]);
		waiting.resetAndDestroy();
		await expect.poll(places).toEqual([1, 0]);
		answered.resetAndDestroy();
		await expect.poll(places).toEqual([0, 0]);
		const left = 'sitecite_requests_total\\{operation="ask",status="499"\\}';
		expect(await metric(url, left)).toBe(2);
		expect(faults).toEqual([]);
	});
});

describe("too many questions", () => {
	it("are refused at once while those let in are answered", async () => {
		const { url } = await serveWith({ maxInFlight: 2, maxQueue: 3, maxWaitMs: 60_000 }, 500);
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => {
				const startedAt = performance.now();
				const response = await fetch(`${url}/api/ask?q=dam`);
				return { response, tookMs: performance.now() - startedAt };
			}),
		);
		const refused = answers.filter(({ response }) => response.status === 503);
		expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(5);
		expect(refused).toHaveLength(15);
		for (const { response, tookMs } of refused) {
			expect(response.headers.get("retry-after")).toBe("1");
			expect(problem.parse(await response.json()).code).toBe("overloaded");
			// Half of what the shortest wait for a place would be; the machine may be busy.
			expect(tookMs).toBeLessThan(250);
		}
		expect(await metric(url, "sitecite_rejected_total")).toBe(15);
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(200);
	});

	it("leave health checks and metrics answered", async () => {
		const { url } = await serveWith({ maxInFlight: 1, maxQueue: 0 }, 1000);
		const asked = fetch(`${url}/api/ask?q=dam`);
		await expect.poll(() => metric(url, "sitecite_questions_in_flight")).toBe(1);
		expect((await fetch(`${url}/health/ready`)).status).toBe(200);
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(503);
		expect((await asked).status).toBe(200);
	});
});

describe("a question that takes too long", () => {
	it("is answered with 503 and given up", async () => {
		const { url } = await serveWith({ timeouts: { answerMs: 100 } }, 20_000);
		const response = await fetch(`${url}/api/ask?q=dam`);
		expect(response.status).toBe(503);
		expect(response.headers.get("retry-after")).toBe("1");
		expect(problem.parse(await response.json()).code).toBe("deadline_exceeded");
		expect(await metric(url, "sitecite_questions_in_flight")).toBe(0);
		expect(faults).toEqual([]);
	});
});

describe("closing", () => {
	it("answers what was asked, and says that the connection ends", async () => {
		const server = await serveWith({}, 400);
		const agent = new Agent({ keepAlive: true });
		const asked = once(get(`${server.url}/api/ask?q=dam`, { agent }), "response");
		await expect.poll(() => metric(server.url, "sitecite_questions_in_flight")).toBe(1);
		const closed = server.close();
		const [response] = (await asked) as [IncomingMessage];
		expect(response.statusCode).toBe(200);
		expect(response.headers.connection).toBe("close");
		askResponse.parse(JSON.parse(await text(response)));
		await closed;
		agent.destroy();
		await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
	});

	it.each([0, 700])(
		"answers every request of a burst that is under way, though it was busy for %i ms",
		async (busyMs) => {
			const server = await serveWith({});
			const { hostname, port } = new URL(server.url);
			const answers = Array.from({ length: 12 }, async () => {
				const socket = connect(Number(port), hostname);
				socket.write("GET /api/ask?q=dam HTTP/1.1\r\nHost: x\r\n\r\n");
				return await text(socket);
			});
			// By then the system has the connections, and the server has seen none of them.
			await new Promise<void>((resolve) => process.nextTick(resolve));
			const closed = server.close();
			const busyUntil = performance.now() + busyMs;
			while (performance.now() < busyUntil);
			for (const answer of await Promise.all(answers)) {
				expect(statusOf(answer)).toBe(200);
				expect(answer).toContain("Connection: close");
			}
			await closed;
		},
	);

	it("is not ready any more, and says so on new connections", async () => {
		const server = await serveWith({});
		const closed = server.close();
		const ready = await fetch(`${server.url}/health/ready`);
		expect(ready.status).toBe(503);
		expect(ready.headers.get("connection")).toBe("close");
		expect(problem.parse(await ready.json()).code).toBe("ending");
		expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
		await closed;
	});

	it("answers a question that comes on a connection left open, and cuts it afterwards", async () => {
		const server = await serveWith({});
		const { socket, received } = await rawConnection(server.url);
		socket.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
		await once(socket, "data");
		const closed = server.close();
		await delay(50);
		socket.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
		const answers = (await received()).split("HTTP/1.1 200 OK");
		expect(answers).toHaveLength(3);
		expect(answers[2]).toContain("Connection: close");
		await closed;
	});

	it("waits for nobody longer than ten seconds", async () => {
		const server = await serveWith({ timeouts: { headersMs: 60_000 } });
		const { socket, received } = await rawConnection(server.url);
		socket.write("GET / HTTP/1.1\r\n");
		await delay(50);
		const startedAt = performance.now();
		await server.close();
		expect(performance.now() - startedAt).toBeLessThan(10_000);
		await received();
	});
});
