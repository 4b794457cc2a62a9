import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { OpenIndex } from "../../src/app/open-index.ts";
import { serverSettings } from "../../src/app/server-settings.ts";
import { serverLog } from "../../src/server/log.ts";
import { heldIndex } from "../fixtures/held-index.ts";
import { openSample } from "../fixtures/open-sample.ts";
import { rawConnection } from "../fixtures/raw-connection.ts";
import { faults, serveForTest } from "../fixtures/serve-sample.ts";

// Before the servers are closed, which would wait for them.
const sockets = new Set<Socket>();
afterEach(() => {
	for (const socket of sockets) socket.destroy();
	sockets.clear();
});

const sample = openSample();
const logged: { held?: number }[] = [];

const serveWith = (
	server: Parameters<typeof serverSettings.parse>[0],
	index: OpenIndex = sample.index,
) => {
	logged.length = 0;
	return serveForTest({
		index: () => index,
		server: serverSettings.parse(server),
		log: serverLog("warn", { write: (line) => logged.push(JSON.parse(line)) }),
	});
};

/** Open connections from an address of this machine, on which nothing is asked. */
async function held(url: string, count: number, localAddress: string): Promise<Socket[]> {
	const { hostname, port } = new URL(url);
	return await Promise.all(
		Array.from({ length: count }, async () => {
			const socket = connect({ port: Number(port), host: hostname, localAddress });
			socket.on("error", () => {});
			sockets.add(socket);
			await once(socket, "connect");
			return socket;
		}),
	);
}

const open = (sockets: readonly Socket[]) => sockets.filter(({ destroyed }) => !destroyed).length;

async function statusFrom(url: string, localAddress: string, agent?: Agent): Promise<number> {
	const request = get(url, { localAddress, ...(agent && { agent }) });
	const [response] = (await once(request, "response")) as [IncomingMessage];
	response.resume();
	await once(response, "end");
	return response.statusCode ?? 0;
}

describe("as many connections as there are places", () => {
	it("held by one client lock nobody out", async () => {
		const { url } = await serveWith({});
		const greedy = await held(url, 1000, "127.0.0.2");
		await delay(50);
		for (let i = 0; i < 5; i++)
			expect(await statusFrom(`${url}/health/live`, "127.0.0.3")).toBe(200);
		await expect.poll(() => open(greedy)).toBeLessThan(1000);
		expect(open(greedy)).toBeGreaterThan(990);
		expect(logged).toEqual([expect.objectContaining({ level: "warn", held: 1000 })]);
	});

	it("cost the one that holds the most, and of its own the one that was idle longest", async () => {
		const { url } = await serveWith({ maxConnections: 6 });
		const few = await held(url, 2, "127.0.0.3");
		const [first, ...others] = await held(url, 1, "127.0.0.2");
		await delay(20);
		others.push(...(await held(url, 3, "127.0.0.2")));
		await delay(20);
		expect(await statusFrom(`${url}/health/live`, "127.0.0.4")).toBe(200);
		await expect.poll(() => first?.destroyed).toBe(true);
		expect([open(few), open(others)]).toEqual([2, 3]);
	});

	it("make room though each has begun a request that does not end", async () => {
		const { url } = await serveWith({ maxConnections: 4 });
		const [headers, body, ...idle] = await held(url, 4, "127.0.0.2");
		headers?.write("GET / HTTP/1.1\r\nHost: x\r\nX-Drip:");
		body?.write("POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{");
		await delay(50);
		const agents: Agent[] = [];
		for (let i = 0; i < 4; i++) {
			const agent = new Agent({ keepAlive: true });
			agents.push(agent);
			expect(await statusFrom(`${url}/health/live`, `127.0.1.${i + 1}`, agent)).toBe(200);
		}
		await expect.poll(() => [headers, body, ...idle].every((one) => one?.destroyed)).toBe(true);
		for (const agent of agents) agent.destroy();
		expect(faults).toEqual([]);
	});

	it("are kept while they are being answered, and the one that comes is closed", async () => {
		const { index, held, release } = heldIndex(sample.index, 2);
		// Both at once, and no deadline that a busy machine would miss.
		const limits = { maxConnections: 2, maxInFlight: 2, timeouts: { answerMs: 60_000 } };
		const { url } = await serveWith(limits, index);
		const asked = [1, 2].map(() => statusFrom(`${url}/api/ask?q=dam`, "127.0.0.2"));
		await held;
		const third = await rawConnection(url);
		expect(await third.received()).toBe("");
		release();
		expect(await Promise.all(asked)).toEqual([200, 200]);
		expect(await statusFrom(`${url}/health/live`, "127.0.0.2")).toBe(200);
	});

	it("cost trusted proxies none while others have one to lose", async () => {
		const { url } = await serveWith({ maxConnections: 4, trustedProxies: ["127.0.0.9"] });
		const proxy = await held(url, 3, "127.0.0.9");
		const other = await held(url, 1, "127.0.0.2");
		await delay(20);
		expect(await statusFrom(`${url}/health/live`, "127.0.0.3")).toBe(200);
		await expect.poll(() => open(other)).toBe(0);
		expect(open(proxy)).toBe(3);
	});
});
