import { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { askResponse } from "../../src/contract/ask.ts";
import { createApp } from "../../src/server/create-app.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

/** Every address that a page names, resolved as a browser does. */
function linksOf(page: string, address: string): string[] {
	return [...page.matchAll(/ (?:href|src|action)="([^"]*)"/g)]
		.map(([, link = ""]) => new URL(link, address))
		.filter(({ protocol }) => protocol === "http:")
		.map(({ pathname }) => pathname);
}

type Mount = (site: Hono, app: ReturnType<typeof createApp>) => unknown;

const byRoute: Mount = (site, app) => site.route("/search", app);
const byMount: Mount = (site, app) => site.mount("/search", app.fetch);

/** Another application that has a page of its own and mounts ours. */
function siteWith(mount: Mount): Hono {
	const site = new Hono();
	site.get("/", (context) => context.text("The site"));
	const app = createApp({
		index: () => sample.index,
		settings: { threshold: 0 },
		report: (error) => {
			throw error;
		},
	});
	mount(site, app);
	return site;
}

describe.each([
	["by route", byRoute],
	["by mount", byMount],
])("an application mounted %s below a path of another one", (_, mount) => {
	let site: Hono;

	beforeAll(() => {
		site = siteWith(mount);
	});

	it("answers there, and leaves the rest of the site alone", async () => {
		const response = await site.request("/search/api/ask?q=dam");
		expect(askResponse.parse(await response.json()).passages).not.toEqual([]);
		expect((await site.request("/api/ask?q=dam")).status).toBe(404);
		expect(await (await site.request("/")).text()).toBe("The site");
	});

	it("refuses with problems there", async () => {
		const response = await site.request("/search/api/articles/none");
		expect(response.status).toBe(404);
		expect(response.headers.get("content-type")).toBe("application/problem+json");
		expect((await site.request("/search/api/ask", { method: "PUT" })).status).toBe(405);
	});

	it.each(["/search/nope", "/search/api/nope", "/search/read/nope", "/search/metrics"])(
		"says with a problem that there is nothing at %s",
		async (path) => {
			for (const method of path.endsWith("nope") ? ["GET", "HEAD", "POST"] : ["GET"]) {
				const response = await site.request(path, { method });
				expect(response.status).toBe(method === "POST" && path.includes("read") ? 405 : 404);
				expect(response.headers.get("content-type")).toBe("application/problem+json");
			}
		},
	);

	it.each(["/search/", "/search/bread/"])(
		"shows %s with links that lead somewhere",
		async (path) => {
			const response = await site.request(path);
			expect(response.status).toBe(200);
			const links = linksOf(await response.text(), `http://localhost${path}`);
			expect(links).toContain("/search/demo.css");
			expect(links).toContain("/search/");
			for (const link of links) expect((await site.request(link)).status, link).toBe(200);
		},
	);
});

describe("an application mounted by route", () => {
	it("adds the slash that relative links need", async () => {
		const response = await siteWith(byRoute).request("/search?q=dam");
		expect(response.status).toBe(308);
		expect(response.headers.get("location")).toBe("/search/?q=dam");
	});

	it("says in its description where it is", async () => {
		const response = await siteWith(byRoute).request("/search/openapi.json");
		expect(await response.json()).toMatchObject({ servers: [{ url: "/search" }] });
	});
});
