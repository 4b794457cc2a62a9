import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../../src/server/create-app.ts";
import { serverLog } from "../../../src/server/log.ts";
import { openSample } from "../../fixtures/open-sample.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

const sample = openSample();
let lines: string[] = [];
let app: ReturnType<typeof createApp>;

beforeAll(() => {
	app = createApp({
		index: () => sample.index,
		settings: { threshold: 0 },
		report: (error) => {
			throw error;
		},
		log: serverLog("info", { write: (line) => lines.push(line) }),
	});
});

async function asked(headers: Record<string, string>, path = "/api/ask?q=secret+dam") {
	lines = [];
	const response = await app.request(path, { headers });
	return { headers: response.headers, log: lines.map((line) => JSON.parse(line)) };
}

describe("a request's id", () => {
	it("is the caller's where it is well-formed", async () => {
		const { headers, log } = await asked({ "x-request-id": "build-42:deploy.7" });
		expect(headers.get("x-request-id")).toBe("build-42:deploy.7");
		expect(log[0]).toMatchObject({ requestId: "build-42:deploy.7" });
	});

	it.each(["short", "a".repeat(65), 'quoted","x":"y', "with space", "<script>alert"])(
		"is made where the caller's is %s",
		async (given) => {
			const { headers } = await asked({ "x-request-id": given });
			expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
		},
	);
});

describe("a trace", () => {
	it("goes on with a span of this service", async () => {
		const { headers, log } = await asked({ traceparent: `00-${TRACE}-${SPAN}-01` });
		expect(headers.get("traceparent")).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
		expect(headers.get("traceparent")).not.toContain(SPAN);
		expect(log[0]).toMatchObject({ traceId: TRACE });
	});

	it.each([`cc-${TRACE}-${SPAN}-01`, `cc-${TRACE}-${SPAN}-01-what-the-future-says`])(
		"goes on from a version to come: %s",
		async (traceparent) => {
			const { headers, log } = await asked({ traceparent });
			expect(headers.get("traceparent")).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
			expect(log[0]).toMatchObject({ traceId: TRACE });
		},
	);

	it.each([
		`00-${TRACE}-${SPAN}-01-more`,
		`cc-${TRACE}-${SPAN}-01more`,
		`00-${"0".repeat(32)}-${SPAN}-01`,
		`00-${TRACE}-${"0".repeat(16)}-01`,
		`ff-${TRACE}-${SPAN}-01`,
		`00-${TRACE.toUpperCase()}-${SPAN}-01`,
		"nonsense",
	])("is not begun by %s", async (traceparent) => {
		const { headers, log } = await asked({ traceparent });
		expect(headers.get("traceparent")).toBeNull();
		expect(log[0]).not.toHaveProperty("traceId");
	});
});

describe("the log", () => {
	it("says what was asked for and how it went, and neither the question nor who asked", async () => {
		const { log } = await asked({ "user-agent": "curious/1", cookie: "who=me", referer: "/x" });
		expect(log).toHaveLength(1);
		expect(log[0]).toEqual({
			level: "info",
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			requestId: expect.any(String),
			method: "GET",
			operation: "ask",
			status: 200,
			ms: expect.any(Number),
			msg: "request",
		});
	});

	it("is quiet about health checks", async () => {
		expect((await asked({}, "/health/ready")).log).toEqual([]);
	});
});

describe("an address", () => {
	it("is refused beyond 4 kB, and its question is asked by POST", async () => {
		const q = "é".repeat(1000);
		const long = await app.request(`/api/ask?q=${encodeURIComponent(q)}`);
		expect(long.status).toBe(414);
		expect(await long.json()).toMatchObject({ code: "uri_too_long" });
		const posted = await app.request("/api/ask", {
			method: "POST",
			body: JSON.stringify({ q }),
			headers: { "content-type": "application/json" },
		});
		expect(posted.status).toBe(200);
	});

	it("gets every security header with every refusal", async () => {
		for (const path of [`/${"a".repeat(5000)}`, "/nothing", "/api/ask"]) {
			const { headers } = await app.request(path);
			expect(headers.get("content-security-policy")).toContain("default-src 'none'");
			expect(headers.get("x-content-type-options")).toBe("nosniff");
		}
	});
});
