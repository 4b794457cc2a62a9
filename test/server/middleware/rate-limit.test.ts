import { describe, expect, it } from "vitest";
import { serverSettings } from "../../../src/app/server-settings.ts";
import { problem } from "../../../src/contract/problem.ts";
import { serverLog } from "../../../src/server/log.ts";
import { openSample } from "../../fixtures/open-sample.ts";
import { serveForTest } from "../../fixtures/serve-sample.ts";

const sample = openSample();

async function limited(
	trustedProxies: string[],
	exempt: string[] = [],
	lines: string[] = [],
): Promise<(forwardedFor?: string, path?: string) => Promise<Response>> {
	const { url } = await serveForTest({
		index: () => sample.index,
		log: serverLog("warn", { write: (line) => lines.push(line) }),
		server: serverSettings.parse({
			trustedProxies,
			rateLimit: { requests: 2, seconds: 600, exempt },
		}),
	});
	return (forwardedFor, path = "/api/ask?q=dam") =>
		fetch(url + path, {
			headers: forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor },
		});
}

describe("a client that asks too much", () => {
	it("is told what it has left, and then to wait", async () => {
		const ask = await limited([]);
		const first = await ask();
		expect(first.headers.get("ratelimit-policy")).toBe('"client";q=2;w=600');
		expect(first.headers.get("ratelimit")).toBe('"client";r=1;t=300');
		expect((await ask()).status).toBe(200);
		const third = await ask();
		expect(third.status).toBe(429);
		expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(290);
		expect(third.headers.get("x-content-type-options")).toBe("nosniff");
		expect(problem.parse(await third.json()).code).toBe("rate_limited");
	});

	it("still learns whether the service is well", async () => {
		const ask = await limited([]);
		for (let i = 0; i < 4; i++) expect((await ask(undefined, "/health/ready")).status).toBe(200);
	});

	it("is not limited where its address is exempt, as this machine's is by default", async () => {
		expect(serverSettings.parse({}).rateLimit?.exempt).toContain("127.0.0.0/8");
		const ask = await limited([], ["127.0.0.1"]);
		for (let i = 0; i < 4; i++) expect((await ask()).status).toBe(200);
	});

	it("is limited where an unlisted proxy on this machine passes its requests on", async () => {
		const ask = await limited([], ["127.0.0.1"]);
		const statuses: number[] = [];
		for (let i = 0; i < 3; i++) statuses.push((await ask("192.0.2.1")).status);
		expect(statuses).toEqual([200, 200, 429]);
	});

	it("cannot choose its address where no proxy is trusted, and the operator is told once", async () => {
		const lines: string[] = [];
		const ask = await limited(["10.0.0.1"]);
		expect((await ask("192.0.2.1")).status).toBe(200);
		expect((await ask("192.0.2.2")).status).toBe(200);
		expect((await ask("192.0.2.3")).status).toBe(429);
		const untold = await limited([], [], lines);
		await untold("192.0.2.1");
		await untold("192.0.2.2");
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain("server.trustedProxies");
		expect(lines[0]).not.toContain("192.0.2");
	});
});

describe("behind a trusted proxy", () => {
	const outcomes = async (proxies: string[], ...forwarded: string[]) => {
		const ask = await limited(proxies);
		const statuses: number[] = [];
		for (const addresses of forwarded) statuses.push((await ask(addresses)).status);
		return statuses;
	};

	it.each([
		["two clients", ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.2"], [200, 200, 200, 200]],
		["one client", ["192.0.2.1", "192.0.2.1", "192.0.2.1"], [200, 200, 429]],
		[
			"a client that says it is others",
			["1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1", "3.3.3.3, 192.0.2.1"],
			[200, 200, 429],
		],
		[
			"one client through two trusted proxies",
			["192.0.2.1, 10.1.1.1", "192.0.2.1, 10.1.1.2", "192.0.2.1"],
			[200, 200, 429],
		],
		[
			"one IPv6 customer with many addresses",
			["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2:a:b:c:d"],
			[200, 200, 429],
		],
		[
			"two IPv6 customers",
			["2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:2::1", "2001:db8:1:3::1"],
			[200, 200, 200, 200],
		],
		["an address with a port", ["192.0.2.1:80", "192.0.2.1:81", "192.0.2.1"], [200, 200, 429]],
		["an IPv4 client on IPv6", ["::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"], [200, 200, 429]],
		["nonsense", ["unknown", "", "999.1.1.1"], [200, 200, 429]],
	])("%s", async (_, forwarded, expected) => {
		expect(await outcomes(["127.0.0.1", "10.0.0.0/8"], ...forwarded)).toEqual(expected);
	});
});
