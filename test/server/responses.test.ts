import { gzipSync } from "node:zlib";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { beforeAll, describe, expect, it } from "vitest";
import { askEvents, askResponse } from "../../src/contract/ask.ts";
import { problem as problemSchema } from "../../src/contract/problem.ts";
import { createApp } from "../../src/server/create-app.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();
let app: OpenAPIHono;

beforeAll(() => {
	app = createApp({
		index: () => sample.index,
		settings: { threshold: 0 },
		report: (error) => {
			throw error;
		},
	});
});

const QUESTION = "/api/ask?q=How+much+do+repairs+of+the+dam+cost%3F";

const post = (body: unknown, headers: Record<string, string> = {}) =>
	app.request("/api/ask", {
		method: "POST",
		body: JSON.stringify(body),
		headers: { "content-type": "application/json", ...headers },
	});

describe("what caches are told", () => {
	it.each([QUESTION, "/api/articles", "/api/suggest?q=old", "/llms.txt"])(
		"%s holds as long as the generation does",
		async (path) => {
			const response = await app.request(path);
			expect(response.status).toBe(200);
			const tag = response.headers.get("etag") ?? "";
			expect(tag).toContain(sample.index.info.generation);
			expect(response.headers.get("cache-control")).toContain("no-cache");
			for (const known of [tag, `"other", ${tag}`, "*"]) {
				const again = await app.request(path, { headers: { "if-none-match": known } });
				expect(again.status).toBe(304);
				expect(again.headers.get("etag")).toBe(tag);
				expect(await again.text()).toBe("");
			}
			const other = await app.request(path, { headers: { "if-none-match": 'W/"other"' } });
			expect(other.status).toBe(200);
		},
	);

	it("costs no search and no reading where the copy is right", async () => {
		const id = sample.index.list.idAt(0);
		const refused = () => expect.unreachable("a copy needs no work");
		const idle = createApp({
			index: () => ({
				...sample.index,
				engine: Object.assign(Object.create(sample.index.engine), {
					candidates: refused,
					searchArticles: refused,
					articleNumbers: refused,
					vectorsOf: refused,
				}),
				articles: Object.assign(Object.create(sample.index.articles), { get: refused }),
			}),
			settings: { threshold: 0 },
			report: () => {},
		});
		for (const path of [
			QUESTION,
			"/api/search?q=dam",
			"/api/articles?tag=weather",
			`/api/articles/${id}`,
			`/api/articles/${id}/related`,
		]) {
			const headers = { "if-none-match": "*" };
			expect((await idle.request(path, { headers })).status, path).toBe(304);
			expect((await idle.request(path)).status, path).toBe(500);
		}
	});

	it.each([
		["/api/ask?q=dam&where=nope:1", 400],
		["/api/search?q=dam&where=nope:1", 400],
		["/api/articles?where=nope:1", 400],
		["/api/articles?cursor=nope", 400],
		["/api/articles/none", 404],
		["/api/articles/none/related", 404],
	])("%s is refused, whatever copy the asker has", async (path, status) => {
		const response = await app.request(path, { headers: { "if-none-match": "*" } });
		expect(response.status).toBe(status);
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(response.headers.get("etag")).toBeNull();
	});

	it("is not to keep problems, bodies' answers and health", async () => {
		for (const response of [
			await app.request("/api/ask"),
			await app.request("/api/articles/none", { headers: { "if-none-match": "*" } }),
			await app.request("/health/ready"),
			await post({ q: "dam" }),
		]) {
			expect(response.headers.get("cache-control")).toBe("no-store");
			expect(response.status).not.toBe(304);
		}
	});

	it("is that the encoding decides", async () => {
		const packed = await app.request(QUESTION, { headers: { "accept-encoding": "gzip" } });
		expect(packed.headers.get("content-encoding")).toBe("gzip");
		expect(packed.headers.get("vary")).toContain("Accept-Encoding");
		const stream = packed.body?.pipeThrough(new DecompressionStream("gzip"));
		askResponse.parse(await new Response(stream).json());
		expect((await app.request(QUESTION)).headers.get("content-encoding")).toBeNull();
	});
});

describe("HEAD", () => {
	it.each(["/api/articles", QUESTION, "/health/live", "/", "/docs", "/robots.txt"])(
		"%s is answered as GET, without the body",
		async (path) => {
			const [head, get] = [await app.request(path, { method: "HEAD" }), await app.request(path)];
			expect(head.status).toBe(get.status);
			expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
			expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
			expect(await head.text()).toBe("");
		},
	);
});

describe("fields", () => {
	it("leave the named parts of the answer", async () => {
		const whole = askResponse.parse(await (await app.request(QUESTION)).json());
		const slim = await (await app.request(`${QUESTION}&fields=answer,index`)).json();
		expect(slim).toEqual({ answer: whole.answer, index: whole.index });
		const byBody = await post({ q: whole.question, fields: ["answer", "index"] });
		expect(await byBody.json()).toEqual(slim);
	});

	it.each([[[]], ["answer"], [["answer", "nothing"]], [[1]]])(
		"are refused in a body that has %j",
		async (fields) => {
			const response = await post({ q: "dam", fields });
			expect(response.status).toBe(400);
			expect(await response.text()).toContain("must be some of question,");
		},
	);

	it.each(["nothing", "", "answer,,index", "answer,toString"])(
		"are refused where they name %j",
		async (fields) => {
			const response = await app.request(`${QUESTION}&fields=${fields}`);
			expect(response.status).toBe(400);
			expect(await response.text()).toContain("must be some of question,");
		},
	);
});

describe("a value that no schema knows to be wrong", () => {
	it.each([
		["/api/ask?q=dam&where=nope:1", "where", /^there is no field "nope"/],
		["/api/search?q=dam&where=nope:1", "where", /^there is no field "nope"/],
		["/api/articles?where=nope:1", "where", /^there is no field "nope"/],
		["/api/articles?cursor=nope", "cursor", /^is none that a list gave/],
	])("is named: %s", async (path, field, message) => {
		const problem = problemSchema.parse(await (await app.request(path)).json());
		const errors = [{ field, message: expect.stringMatching(message) }];
		expect(problem).toMatchObject({ code: "bad_request", errors });
		expect(problem.detail).toBe(`${field}: ${problem.errors?.[0]?.message}`);
	});
});

describe("a body", () => {
	it("is not taken where it is compressed", async () => {
		const response = await app.request("/api/ask", {
			method: "POST",
			body: gzipSync('{"q":"dam"}'),
			headers: { "content-type": "application/json", "content-encoding": "gzip" },
		});
		expect(response.status).toBe(415);
		expect(await response.text()).toContain("Content-Encoding");
	});
});

describe("the answer as events", () => {
	const events = async (response: Response) =>
		(await response.text())
			.split("\n\n")
			.filter((event) => event !== "")
			.map((event) => {
				const [, name = ""] = /^event: (.*)$/m.exec(event) ?? [];
				const [, data = ""] = /^data: (.*)$/m.exec(event) ?? [];
				return { name, data: JSON.parse(data) as unknown };
			});

	it("are the passages, then the answer with what else it cites", async () => {
		const q = "How much do repairs of the dam cost?";
		const whole = askResponse.parse(await (await post({ q, limit: 1 })).json());
		const response = await post({ q, limit: 1 }, { accept: "text/event-stream" });
		expect(response.headers.get("content-type")).toContain("text/event-stream");
		const [first, second, ...more] = await events(response);
		expect(more).toEqual([]);
		expect([first?.name, second?.name]).toEqual(["passages", "answer"]);
		const found = askEvents.passages.parse(first?.data);
		const { answer, passages } = askEvents.answer.parse(second?.data);
		expect(found.passages).toHaveLength(1);
		expect(answer).toEqual(whole.answer);
		expect([...found.passages, ...passages]).toEqual(whole.passages);
	});

	it("are the passages and a problem that tells nothing, where the answer cannot be made", async () => {
		const reported: unknown[] = [];
		const failing = createApp({
			index: () => sample.index,
			settings: { threshold: 0 },
			report: (error) => reported.push(error),
			onAnswer: () => {
				throw new Error("disk /srv/secret is gone");
			},
		});
		const response = await failing.request("/api/ask", {
			method: "POST",
			body: JSON.stringify({ q: "dam" }),
			headers: { "content-type": "application/json", accept: "text/event-stream" },
		});
		expect(response.headers.get("cache-control")).toBe("no-store");
		const text = await response.clone().text();
		expect(text).not.toContain("secret");
		const [, second, ...more] = await events(response);
		expect(more).toEqual([]);
		expect(second?.name).toBe("problem");
		expect(askEvents.problem.parse(second?.data).code).toBe("internal");
		expect(reported).toHaveLength(1);
	});

	it("are for those who ask for them alone, and problems stay problems", async () => {
		const plain = await post({ q: "dam" }, { accept: "*/*" });
		expect(plain.headers.get("content-type")).toContain("application/json");
		const refused = await post({ q: "" }, { accept: "text/event-stream" });
		expect(refused.status).toBe(400);
		expect(refused.headers.get("content-type")).toBe("application/problem+json");
		const unknown = await post({ q: "a", where: "none:x" }, { accept: "text/event-stream" });
		expect(unknown.status).toBe(400);
	});
});

describe("discovery", () => {
	it("lets a browser ask from its address bar", async () => {
		const response = await app.request("http://search.example.org/opensearch.xml");
		expect(response.headers.get("content-type")).toContain("opensearchdescription+xml");
		const description = await response.text();
		expect(description).toContain('template="http://search.example.org/ask?q={searchTerms}"');
		expect(await (await app.request("/")).text()).toContain('href="./opensearch.xml"');
	});

	it("names the public address where that is known", async () => {
		const known = createApp({
			index: () => sample.index,
			settings: { threshold: 0 },
			report: () => {},
			server: { publicUrl: "https://example.org/search?a&b" },
		});
		const description = await (await known.request("/opensearch.xml")).text();
		expect(description).toContain(
			'template="https://example.org/search?a&#38;b/ask?q={searchTerms}"',
		);
	});

	it("tells language models what there is, and robots to keep out", async () => {
		const response = await app.request("/llms.txt");
		const text = await response.text();
		expect(text).toMatch(/^# sitecite\n\n> /);
		const links = [...text.matchAll(/\]\((\S+)\)/g)].map(([, link = ""]) => link);
		for (const link of links.filter((one) => one.includes("/api/articles/"))) {
			expect((await app.request(link)).status, link).toBe(200);
		}
		expect(text).toContain("[Why sourdough rises](");
		expect(await (await app.request("/robots.txt")).text()).toContain("Disallow: /\n");
	});
});
