import { describe, expect, it } from "vitest";
import { loadConfig, type UserConfig } from "../../src/app/config.ts";

const load = (server: UserConfig["server"]) =>
	loadConfig({ workingFolder: import.meta.dirname, env: {}, flags: { server } });

describe("the server's settings", () => {
	it("are safe where nothing is set", async () => {
		const { server } = await load({});
		expect(server).toMatchObject({
			host: "127.0.0.1",
			allowedOrigins: [],
			trustedProxies: [],
			metrics: "local",
			rateLimit: { requests: 300, seconds: 60 },
		});
	});

	it.each([
		"*",
		"null",
		"example.org",
		"https://example.org/",
		"https://example.org/blog",
		"file://x",
	])("do not take %s for an origin", async (origin) => {
		await expect(load({ allowedOrigins: [origin] })).rejects.toThrow(
			/"server\.allowedOrigins\.0": must be an origin such as/,
		);
	});

	it.each(["proxy.internal", "10.0.0.0/33", "", "1.2.3.4.5"])(
		"do not take %s for a proxy's address",
		async (address) => {
			await expect(load({ trustedProxies: [address] })).rejects.toThrow(
				/"server\.trustedProxies\.0": must be an address or a range/,
			);
		},
	);

	it("take addresses and ranges of both families, and no rate limit at all", async () => {
		const trustedProxies = ["10.0.0.0/8", "192.0.2.1", "fd00::/8", "2001:db8::1"];
		const { server } = await load({ trustedProxies, rateLimit: null });
		expect(server).toMatchObject({ trustedProxies, rateLimit: null });
	});

	it("name the nearest known key, however deep an unknown one stands", async () => {
		await expect(load({ timeouts: { answerMS: 1 } } as UserConfig["server"])).rejects.toThrow(
			/unknown key "server\.timeouts\.answerMS", did you mean "server\.timeouts\.answerMs"\?/,
		);
	});
});
