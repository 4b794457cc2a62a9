import type { OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { articleResponse } from "../../src/contract/article.ts";
import { type AskResponse, askResponse } from "../../src/contract/ask.ts";
import { problem } from "../../src/contract/problem.ts";
import { searchResponse } from "../../src/contract/search.ts";
import { createApp } from "../../src/server/create-app.ts";
import { builtSandbox, SAMPLE_ARTICLES, type Sandbox } from "../fixtures/sample-index.ts";

const HOSTILE = '<img src=x onerror="alert(1)">';

let box: Sandbox;
let index: OpenIndex;
let app: OpenAPIHono;
let reported: unknown[] = [];

beforeAll(async () => {
	box = await builtSandbox({
		...SAMPLE_ARTICLES,
		"corpus/hostile.txt": `Markup ${HOSTILE} in a title\n\nA text about escaping says ${HOSTILE} out loud.`,
	});
	index = await openIndex(await box.config());
	app = createApp({
		index: () => index,
		settings: { threshold: 0 },
		report: (error) => reported.push(error),
	});
});

beforeEach(() => {
	reported = [];
});

afterAll(async () => {
	await index.close();
	box.remove();
});

const post = (body: string, type = "application/json") =>
	app.request("/api/ask", { method: "POST", body, headers: { "content-type": type } });

async function problemOf(response: Response) {
	expect(response.headers.get("content-type")).toBe("application/problem+json");
	const body = problem.parse(await response.json());
	expect(body.status).toBe(response.status);
	return body;
}

describe("/api/ask", () => {
	it("answers a question in the public shape", async () => {
		const response = await app.request("/api/ask?q=How+much+do+repairs+of+the+dam+cost%3F&limit=2");
		expect(response.status).toBe(200);
		const body = askResponse.parse(await response.json());
		expect(body.question).toBe("How much do repairs of the dam cost?");
		expect(body.passages.length).toBeLessThanOrEqual(2);
		expect(body.answer.sentences[0]?.text).toContain("two million crowns");
		expect(body.index).toMatchObject({ articles: 4 });
	});

	it("gives the same answer to the same question as JSON", async () => {
		const [byQuery, byBody] = await Promise.all([
			app.request("/api/ask?q=dam&tag=baking&tag=weather"),
			post(JSON.stringify({ q: "dam", tag: ["baking", "weather"] })),
		]);
		const strip = ({ tookMs: _, ...rest }: AskResponse) => rest;
		expect(strip((await byBody.json()) as AskResponse)).toEqual(
			strip((await byQuery.json()) as AskResponse),
		);
	});

	it("takes one value of a filter in JSON as it does in a query", async () => {
		const body = (await (await post('{"q":"dough","tag":"baking"}')).json()) as AskResponse;
		expect(Object.keys(body.facets.tags)).toEqual(["baking"]);
	});

	it("answers a question that nothing matches with 200 and no answer", async () => {
		const response = await app.request("/api/ask?q=dam&lang=ja");
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ answer: { status: "no_answer" }, passages: [] });
	});

	it.each([
		["", "q", "is required"],
		["?q=", "q", "must not be empty"],
		["?q=%20%20", "q", "must not be empty"],
		[`?q=${"a".repeat(1001)}`, "q", "longer than 1000"],
		["?q=a&limit=0", "limit", "at least 1"],
		["?q=a&limit=-1", "limit", "at least 1"],
		["?q=a&limit=51", "limit", "at most 50"],
		["?q=a&limit=x", "limit", "whole number"],
		["?q=a&from=yesterday", "from", "2025-01-31"],
		["?q=a&from=2025-02-30", "from", "2025-01-31"],
		["?q=a&from=2025-03-01&to=2025-01-01", "from", "must not be after to"],
		[`?q=a${"&tag=a".repeat(21)}`, "tag", "a list of at most 20 texts"],
		["?q=a&tag=", "tag", "must not be empty"],
		["?q=a&limt=3", "limt", 'did you mean "limit"'],
	])("refuses %s and names the field", async (query, field, message) => {
		const response = await app.request(`/api/ask${query}`);
		expect(response.status).toBe(400);
		const { code, errors } = await problemOf(response);
		expect(code).toBe("bad_request");
		expect(errors).toContainEqual({ field, message: expect.stringContaining(message) });
	});

	it("refuses parameters beside a body, and says where they belong", async () => {
		const headers = { "content-type": "application/json" };
		for (const [query, field] of [
			["limt=3", "limt"],
			["limit=3", "limit"],
		]) {
			const response = await app.request(`/api/ask?${query}`, {
				method: "POST",
				body: '{"q":"dam"}',
				headers,
			});
			expect(response.status).toBe(400);
			expect((await problemOf(response)).errors).toEqual([
				{ field, message: 'unknown, did you mean "limit" in the body?' },
			]);
		}
	});

	it("refuses unknown fields, broken JSON, other media types and large bodies", async () => {
		const unknown = await post('{"q":"a","limits":3}');
		expect((await problemOf(unknown)).errors?.[0]?.message).toContain('did you mean "limit"');
		expect((await problemOf(await post("{"))).status).toBe(400);
		const text = await problemOf(await post('{"q":"a"}', "text/plain"));
		expect(text).toMatchObject({ status: 415, code: "unsupported_media_type" });
		expect(text.detail).toContain("application/json");
		expect((await problemOf(await post(`{"q":"${"a".repeat(17_000)}"}`))).status).toBe(413);
	});
});

describe("POST /api/search", () => {
	const post = (body: unknown, path = "/api/search") =>
		app.request(path, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
		});

	it("finds what the same search by GET finds", async () => {
		const response = await post({ q: "the dam", limit: 2, lang: "en" });
		expect(response.status).toBe(200);
		expect(response.headers.get("cache-control")).toBe("no-store");
		const { tookMs: _, ...found } = searchResponse.parse(await response.json());
		const got = await app.request("/api/search?q=the+dam&limit=2&lang=en");
		const { tookMs: __, ...expected } = searchResponse.parse(await got.json());
		expect(found).toEqual(expected);
		expect(found.results.length).toBeGreaterThan(0);
	});

	it.each([
		[{ q: "dam", limti: 3 }, "limti"],
		[{ q: "dam", limit: "3" }, "limit"],
		[{}, "q"],
		[{ q: "dam", page: 9999, limit: 50 }, "page"],
	])("refuses %j and names the field", async (body, field) => {
		const response = await post(body);
		expect(response.status).toBe(400);
		expect(problem.parse(await response.json()).errors?.[0]?.field).toBe(field);
	});

	it("refuses a field that the index does not keep, and parameters beside the body", async () => {
		expect((await post({ q: "dam", where: "nope:1" })).status).toBe(400);
		expect((await post({ q: "dam" }, "/api/search?limit=3")).status).toBe(400);
	});
});

describe("/api/search", () => {
	const found = async (query: string) => {
		const response = await app.request(`/api/search?${query}`);
		expect(response.status).toBe(200);
		return searchResponse.parse(await response.json());
	};

	it("finds articles by a half-typed word, in the public shape", async () => {
		const body = await found("q=sourdo");
		expect(body).toMatchObject({ query: "sourdo", total: 1, page: 1, limit: 10, corrected: [] });
		const [first] = body.results;
		expect(first?.article.title).toBe("Why sourdough rises");
		const [range] = first?.titleHighlights ?? [];
		expect(first?.article.title.slice(range?.start, range?.end)).toBe("sourdough");
		expect(body.facets).toEqual({
			...{ tags: { baking: 1 }, authors: { "Kitchen desk": 1 }, years: { "2023": 1 }, fields: {} },
		});
		expect(body.index).toMatchObject({ articles: 4 });
	});

	it("marks what was typed in the snippet, and links to it", async () => {
		const [first] = (await found("q=two+million+cro")).results;
		const { text, highlights } = first?.snippet ?? { text: "", highlights: [] };
		expect(highlights.map(({ start, end }) => text.slice(start, end))).toContain(
			"two million crowns",
		);
		expect(first?.deepLink).toContain("#:~:text=");
	});

	it("reads what stands nowhere as a typing error, and says so", async () => {
		const body = await found("q=brekary&lang=en");
		expect(body.corrected).toEqual([]);
		expect((await found("q=baekry+")).corrected).toEqual([{ from: "baekry", to: "bakery" }]);
	});

	it("takes white space at the end for the end of the word", async () => {
		expect((await found("q=sourdo")).total).toBe(1);
		expect((await found("q=sourdo%20")).total).toBe(0);
		expect((await found("q=dough")).total).toBe((await found("q=dough+")).total);
	});

	it.each(["q=", "q=%20%20", "q=%3F%21...", "q=&tag=baking"])(
		"finds nothing for %s, which is no error while typing",
		async (query) => {
			expect(await found(query)).toMatchObject({ total: 0, results: [], corrected: [] });
		},
	);

	it("gives an empty page past the end, with the same total", async () => {
		const first = await found("q=t&limit=2");
		const second = await found("q=t&limit=2&page=2");
		expect(first.total).toBeGreaterThan(2);
		expect(second.results[0]?.rank).toBe(3);
		const past = await found("q=t&limit=2&page=9");
		expect(past).toMatchObject({ total: first.total, page: 9, results: [] });
	});

	it("restricts articles as a question does", async () => {
		expect((await found("q=t&tag=baking")).results.map(({ article }) => article.title)).toEqual([
			"Why sourdough rises",
		]);
	});

	it.each([
		["", "q", "is required"],
		["?q=a&q=b", "q", "must be text"],
		[`?q=${"a".repeat(1001)}`, "q", "longer than 1000"],
		["?q=a&limit=0", "limit", "at least 1"],
		["?q=a&limit=51", "limit", "at most 50"],
		["?q=a&page=0", "page", "at least 1"],
		["?q=a&page=1e3", "page", "whole number"],
		["?q=a&page=1001", "page", "beyond the first 10000"],
		["?q=a&from=2025-03-01&to=2025-01-01", "from", "must not be after to"],
		["?q=a&pgae=3", "pgae", 'did you mean "page"'],
		["?q=a&asOf=2025-01-01", "asOf", "known are q, limit, page"],
	])("refuses %s and names the field", async (query, field, message) => {
		const response = await app.request(`/api/search${query}`);
		expect(response.status).toBe(400);
		const { errors } = await problemOf(response);
		expect(errors).toContainEqual({ field, message: expect.stringContaining(message) });
	});
});

describe("/api/articles/{id}", () => {
	it("gives the canonical text that positions count in", async () => {
		const asked = await app.request("/api/ask?q=comet");
		const { passages } = askResponse.parse(await asked.json());
		const [first] = passages;
		const response = await app.request(`/api/articles/${first?.citation.article.id}`);
		const article = articleResponse.parse(await response.json());
		const { start, end } = first?.citation.selectors[1] ?? { start: 0, end: 0 };
		expect(article.text.slice(start, end)).toBe(first?.text);
	});

	it("answers 404 for an article there is not", async () => {
		const response = await app.request("/api/articles/nothing");
		expect(response.status).toBe(404);
		expect((await problemOf(response)).code).toBe("not_found");
	});
});

describe("health", () => {
	it("says that it lives and what it serves", async () => {
		expect(await (await app.request("/health/live")).json()).toEqual({ status: "ok" });
		expect(await (await app.request("/health/ready")).json()).toMatchObject({
			degraded: null,
			index: { articles: 4, embedder: "student" },
		});
	});
});

describe("pages", () => {
	it("serve the demo page and its assets under a strict policy", async () => {
		for (const [path, type] of [
			["/", "text/html"],
			["/demo.css", "text/css"],
			["/demo.js", "text/javascript"],
		] as const) {
			const response = await app.request(path);
			expect(response.status).toBe(200);
			expect(response.headers.get("content-type")).toContain(type);
			expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
		}
	});

	it("show an article where its URL says, with its text escaped", async () => {
		const response = await app.request("/bread/");
		expect(response.status).toBe(200);
		expect(await response.text()).toContain('<h1 dir="auto">Why sourdough rises</h1>');
		const hostile = await (await app.request("/hostile/")).text();
		expect(hostile).toContain("&lt;img src=x");
		expect(hostile).not.toContain("<img");
	});

	it("list the articles, the newest first, and have no page beyond the last", async () => {
		const front = await (await app.request("/")).text();
		expect(front.indexOf("Old Mill Dam")).toBeLessThan(front.indexOf("Why sourdough rises"));
		for (const page of ["2", "-1", "x", "1e9"]) {
			expect((await app.request(`/?page=${page}`)).status).toBe(200);
		}
	});

	it("answer without scripts, escaped, and say what is wrong with a question", async () => {
		const response = await app.request("/ask?q=How+much+do+repairs+of+the+dam+cost%3F");
		expect(response.status).toBe(200);
		const answered = await response.text();
		expect(answered).toContain("two million crowns");
		// The quote where it stands, too.
		expect(answered).toMatch(/<mark>[^<]*two million crowns[^<]*<\/mark>/);
		const misspelt = await app.request("/ask?q=How+much+do+reparis+of+the+dam+cost%3F");
		expect(await misspelt.text()).toContain(
			"Read as “<bdi>How much do repairs of the dam cost?</bdi>”",
		);
		expect(answered).toMatch(/href="\.\/2024-05-02-mill-dam\/#:~:text=/);
		expect(await (await app.request("/ask")).text()).toContain("Ask the articles");
		const hostile = await (await app.request(`/ask?q=${encodeURIComponent(HOSTILE)}`)).text();
		expect(hostile).not.toContain("<img");
		const long = await app.request(`/ask?q=${"a".repeat(1001)}`);
		expect(long.status).toBe(400);
		expect(await long.text()).toContain("must not be longer than 1000 characters");
	});

	it("give articles of other hosts a page here, and 404 for those there are not", async () => {
		const [id = ""] = index.articles.ids();
		expect((await app.request(`/read/${id}`)).status).toBe(200);
		expect((await app.request("/read/nothing")).status).toBe(404);
	});

	it("answer 404 as a problem everywhere else", async () => {
		const response = await app.request("/nothing/here");
		expect(response.status).toBe(404);
		await problemOf(response);
	});
});

describe("/widget.js", () => {
	it("is one file for pages of any origin, sent again only when it changed", async () => {
		const response = await app.request("/widget.js", {
			headers: { origin: "https://site.example" },
		});
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
		expect(response.headers.get("access-control-allow-origin")).toBe("*");
		expect(await response.text()).not.toMatch(/^import\s/m);
		const etag = response.headers.get("etag") ?? "";
		expect(etag).toMatch(/^"/);
		const again = await app.request("/widget.js", { headers: { "if-none-match": etag } });
		expect(again.status).toBe(304);
	});
});

describe("methods", () => {
	it.each([
		["PUT", "/api/ask", "GET, HEAD, POST, OPTIONS"],
		["DELETE", "/api/articles/some", "GET, HEAD, OPTIONS"],
		["POST", "/health/live", "GET, HEAD, OPTIONS"],
		["POST", "/", "GET, HEAD, OPTIONS"],
	])("%s %s is answered with what the path takes", async (method, path, allow) => {
		const response = await app.request(path, { method });
		expect(response.status).toBe(405);
		expect(response.headers.get("allow")).toBe(allow);
		expect((await problemOf(response)).code).toBe("method_not_allowed");
	});

	it("are told to who asks for them", async () => {
		const response = await app.request("/api/ask", { method: "OPTIONS" });
		expect(response.status).toBe(204);
		expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
		expect((await app.request("/nothing", { method: "OPTIONS" })).status).toBe(404);
	});

	it("that a path has go on working, and what is nowhere stays 404", async () => {
		expect((await app.request("/api/ask?q=dam", { method: "HEAD" })).status).toBe(200);
		expect((await app.request("/nothing", { method: "POST" })).status).toBe(404);
	});
});

describe("faults", () => {
	it("are reported in full and answered without details", async () => {
		const broken = createApp({
			index: () => {
				throw new Error("secret path /srv/index");
			},
			settings: { threshold: 0 },
			report: (error) => reported.push(error),
		});
		const response = await broken.request("/api/ask?q=dam");
		expect(response.status).toBe(500);
		const { detail } = await problemOf(response);
		expect(detail).not.toContain("secret");
		expect(reported).toHaveLength(1);
	});
});

describe("an asker who has gone", () => {
	it("is no fault to report", async () => {
		const asker = new AbortController();
		const url = "http://localhost/api/ask?q=dam";
		const answered = app.request(new Request(url, { signal: asker.signal }));
		asker.abort();
		expect((await answered).status).toBe(499);
		expect(reported).toEqual([]);
	});
});
