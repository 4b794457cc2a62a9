import { describe, expect, it } from "vitest";
import { createApp } from "../../../src/server/create-app.ts";
import { openSample } from "../../fixtures/open-sample.ts";

const ALLOWED = "https://blog.example.org";

const sample = openSample();

const app = (allowedOrigins: readonly string[]) =>
	createApp({
		index: () => sample.index,
		settings: { threshold: 0 },
		report: (error) => {
			throw error;
		},
		server: { allowedOrigins: [...allowedOrigins] },
	});

const ask = (allowedOrigins: readonly string[], headers: Record<string, string>, method = "GET") =>
	app(allowedOrigins).request("/api/ask?q=dam", { method, headers });

const preflight = (origin: string) =>
	ask([ALLOWED], { origin, "access-control-request-method": "POST" }, "OPTIONS");

const allowedOrigin = (response: Response) => response.headers.get("access-control-allow-origin");

describe("pages of other origins", () => {
	it("may read nothing unless their origin is listed", async () => {
		expect(allowedOrigin(await ask([], { origin: ALLOWED }))).toBeNull();
		expect(allowedOrigin(await ask([ALLOWED], { origin: ALLOWED }))).toBe(ALLOWED);
	});

	it.each([
		"null",
		"https://blog.example.org.evil.test",
		"https://evil-blog.example.org",
		"http://blog.example.org",
		"https://blog.example.org:8443",
		"https://BLOG.example.org",
		"*",
	])("%s is not an origin that is listed", async (origin) => {
		const response = await ask([ALLOWED], { origin });
		expect(response.status).toBe(200);
		expect(allowedOrigin(response)).toBeNull();
		expect(allowedOrigin(await preflight(origin))).toBeNull();
	});

	it("are told apart by caches, whether they are allowed or not", async () => {
		for (const headers of [{}, { origin: ALLOWED }, { origin: "https://other.test" }]) {
			expect((await ask([ALLOWED], headers)).headers.get("vary")).toMatch(/origin/i);
		}
	});

	it("may send JSON once the browser has asked", async () => {
		const response = await preflight(ALLOWED);
		expect(response.status).toBe(204);
		expect(response.headers.get("access-control-allow-methods")).toContain("POST");
		expect(response.headers.get("access-control-allow-headers")?.toLowerCase()).toContain(
			"content-type",
		);
		expect(response.headers.get("access-control-allow-credentials")).toBeNull();
	});

	it("can read a refusal, too", async () => {
		const response = await ask([ALLOWED], { origin: ALLOWED }, "DELETE");
		expect(response.status).toBe(405);
		expect(allowedOrigin(response)).toBe(ALLOWED);
	});
});
