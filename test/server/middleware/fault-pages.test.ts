import type { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { GivenServerSettings } from "../../../src/app/server-settings.ts";
import { problem } from "../../../src/contract/problem.ts";
import { createApp } from "../../../src/server/create-app.ts";
import { openSample } from "../../fixtures/open-sample.ts";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const sample = openSample();
const app = () => createApp({ index: () => sample.index, settings: { threshold: 0 }, report() {} });
const get = (path: string, accept: string) => app().request(path, { headers: { accept } });

describe("where there is no page", () => {
	it.each(["/nothing", "/articles/none", "/read/none", "/%ff", "/a/%E0%A4/b", "/docs/"])(
		"a browser is shown one that says so and asks on: %s",
		async (path) => {
			const response = await get(path, BROWSER);
			expect(response.status).toBe(404);
			expect(response.headers.get("content-type")).toContain("text/html");
			expect(response.headers.get("cache-control")).toBe("no-store");
			expect(response.headers.get("vary")).toContain("Accept");
			expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
			const page = await response.text();
			expect(page).toContain("There is no such page");
			expect(page).toContain('action="');
		},
	);

	it.each(["*/*", "application/json", "application/problem+json, text/html;q=0.5", ""])(
		"a program that accepts %j is told a problem",
		async (accept) => {
			const response = await get("/nothing", accept);
			expect(response.headers.get("content-type")).toBe("application/problem+json");
			expect(problem.parse(await response.json()).code).toBe("not_found");
		},
	);

	it.each(["/api/none", "/api/articles/%ff", "/api/ask", "/admin/report", "/metrics", "/mcp"])(
		"%s tells problems, whatever is accepted",
		async (path) => {
			const response = await get(path, BROWSER);
			expect(response.status).toBeGreaterThanOrEqual(400);
			expect(response.headers.get("content-type")).toBe("application/problem+json");
		},
	);

	it("nothing of the address becomes markup", async () => {
		const page = await (await get("/<script>alert(1)</script>", BROWSER)).text();
		expect(page).not.toContain("<script>alert");
	});

	it("links lead below the path it is mounted at", async () => {
		const site = new Hono().route("/search", app());
		const response = await site.request("/search/no/page", { headers: { accept: BROWSER } });
		expect(await response.text()).toContain('href="../demo.css"');
	});
});

describe("a browser that is turned away", () => {
	const refusedBy = (server: GivenServerSettings) =>
		createApp({ index: () => sample.index, settings: { threshold: 0 }, server, report() {} });
	/** As a server says where a request comes from. */
	const env = { incoming: { socket: { remoteAddress: "192.0.2.1", remoteFamily: "IPv4" } } };
	const visit = (server: OpenAPIHono, path: string, init: RequestInit = {}) =>
		server.request(path, { ...init, headers: { accept: BROWSER, ...init.headers } }, env);

	it.each<[status: number, () => Promise<Response>]>([
		[414, async () => await visit(refusedBy({}), `/ask?q=${"a".repeat(4100)}`)],
		[
			429,
			async () => {
				const server = refusedBy({ rateLimit: { requests: 1, seconds: 60, exempt: [] } });
				await visit(server, "/");
				return await visit(server, "/");
			},
		],
		[
			503,
			async () => {
				const server = refusedBy({ maxInFlight: 1, maxQueue: 0 });
				const asked = Array.from({ length: 4 }, () => visit(server, "/ask?q=dam"));
				const answers = await Promise.all(asked);
				return answers.find(({ status }) => status === 503) ?? expect.unreachable("all answered");
			},
		],
		[
			413,
			async () =>
				await visit(refusedBy({}), "/ask", {
					method: "POST",
					body: "a".repeat(20_000),
					headers: { "content-length": "20000" },
				}),
		],
		[405, async () => await visit(refusedBy({}), "/ask", { method: "PUT" })],
	])("is shown a page of its %i", async (status, refused) => {
		const response = await refused();
		expect(response.status).toBe(status);
		expect(response.headers.get("content-type")).toContain("text/html");
		expect(response.headers.get("vary")).toContain("Accept");
		expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(await response.text()).toContain('role="alert"');
	});
});

describe("every page", () => {
	it("has an icon, and may stand in no frame", async () => {
		const page = await get("/", BROWSER);
		expect(page.headers.get("x-frame-options")).toBe("DENY");
		expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(await page.text()).toContain('href="./favicon.svg"');
		const icon = await get("/favicon.svg", "image/svg+xml");
		expect(icon.headers.get("content-type")).toContain("image/svg+xml");
	});

	it.each(["GET", "HEAD"])(
		"depends on the encoding, and says so to %s, compressed or not",
		async (method) => {
			for (const encoding of ["gzip", "identity"]) {
				const headers = { "accept-encoding": encoding };
				const response = await app().request("/api/articles", { method, headers });
				expect(response.headers.get("vary")).toBe("Accept-Encoding");
			}
		},
	);
});
