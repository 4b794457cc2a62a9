import { describe, expect, it } from "vitest";
import { SiteciteError } from "../../src/domain/errors.ts";
import { createApp, type ServerOptions } from "../../src/server/create-app.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

const appWith = (options: Partial<ServerOptions>) =>
	createApp({
		index: () => sample.index,
		settings: { threshold: 0 },
		report: () => {},
		...options,
	});

describe("the options of an application", () => {
	it.each([
		["allowedOrigins.0", { allowedOrigins: ["null"] }],
		["maxQueue", { maxQueue: -1 }],
	])("are refused where %s is not valid, as a configuration file is", (path, server) => {
		expect(() => appWith({ server })).toThrow(
			expect.objectContaining({
				code: "config_invalid",
				message: expect.stringContaining(`"${path}"`),
			}),
		);
	});

	it.each(["", "short", `${"x".repeat(40)} y`])(
		"are refused where the token is weak: %j",
		(adminToken) => {
			expect(() => appWith({ adminToken })).toThrow(
				expect.objectContaining({
					code: "config_invalid",
					message: expect.stringMatching(/adminToken must have at least 32 characters/),
				}),
			);
		},
	);
});

describe("a service without an index", () => {
	it("does not say where it looked for one", async () => {
		const index = () => {
			throw new SiteciteError("index_missing", "There is no index in /srv/secret/.sitecite.");
		};
		const response = await appWith({ index }).request("/api/ask?q=dam");
		expect(response.status).toBe(503);
		expect(response.headers.get("retry-after")).toBe("1");
		expect(await response.text()).not.toContain("secret");
	});
});

describe("the description", () => {
	it("is made once, and not sent again to who has it", async () => {
		const app = appWith({ server: { publicUrl: "https://example.org/search" } });
		const first = await app.request("/openapi.json");
		const { servers } = (await first.json()) as { servers: unknown };
		expect(servers).toEqual([{ url: "https://example.org/search" }]);
		const etag = first.headers.get("etag") ?? "";
		expect(etag).not.toBe("");
		const again = await app.request("/openapi.json", { headers: { "if-none-match": etag } });
		expect(again.status).toBe(304);
		expect(await (await app.request("/docs")).text()).toContain("/api/ask");
	});
});
