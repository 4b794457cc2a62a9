import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createClient, ProblemError } from "../../src/client/create-client.ts";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { openQuestions } from "../fixtures/open-questions.ts";
import { openSample } from "../fixtures/open-sample.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

let standIn: Server | null = null;

afterEach(() => {
	standIn?.closeAllConnections();
	standIn?.close();
	standIn = null;
});

/** A server that answers as a handler says, which is told how many requests came before. */
async function answering(handler: Handler): Promise<{ url: string; requests: IncomingMessage[] }> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		handler(request, response, requests.length - 1);
	});
	standIn = server;
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const busy = (response: ServerResponse, headers: Record<string, string>) =>
	response
		.writeHead(503, { "content-type": "application/problem+json", ...headers })
		.end('{"type":"about:blank","title":"Busy","status":503,"detail":"Busy.","code":"busy"}');

const json = (response: ServerResponse, body: unknown) =>
	response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

async function failureOf(call: Promise<unknown>): Promise<unknown> {
	return await call.then(
		() => expect.unreachable("the call must fail"),
		(error: unknown) => error,
	);
}

describe("the client of a real server", () => {
	const sample = openSample();
	const questions = openQuestions();
	let server: RunningServer;

	beforeAll(async () => {
		server = await serve({
			host: "127.0.0.1",
			port: 0,
			index: () => sample.index,
			settings: { threshold: 0 },
			questions: questions.log,
			report: (error) => {
				throw error;
			},
		});
	});

	afterAll(() => server.close());

	it("asks, and reads the cited article", async () => {
		const client = createClient({ baseUrl: `${server.url}/` });
		const { answer, passages } = await client.ask("How much do repairs of the dam cost?");
		expect(answer.sentences[0]?.text).toContain("two million crowns");
		const { article, selectors } = passages[0]?.citation ?? expect.unreachable("no passage");
		const { text } = await client.article(article.id);
		expect(text.slice(selectors[1].start, selectors[1].end)).toBe(passages[0]?.text);
	});

	it("hands over every filter, lists as repeated parameters", async () => {
		const client = createClient({ baseUrl: server.url });
		const { passages } = await client.ask({ q: "dough", tag: ["baking", "none"], limit: 1 });
		expect(passages.map(({ citation }) => citation.article.title)).toEqual(["Why sourdough rises"]);
	});

	it("says whether an answer helped", async () => {
		const client = createClient({ baseUrl: server.url });
		const { question, index } = await client.ask("When does the comet come back?");
		const rating = { question, generation: index.generation, helpful: true };
		expect(await client.feedback(rating)).toBe(undefined);
		expect(questions.log.figures).toMatchObject({ helpful: 1, unhelpful: 0 });
		const wrong = { ...rating, question: " " };
		expect(await failureOf(client.feedback(wrong))).toMatchObject({ code: "bad_request" });
	});

	it("lists, reads on and suggests", async () => {
		const client = createClient({ baseUrl: server.url });
		const first = await client.articles({ limit: 2, from: "2000-01-01" });
		expect(first.articles.map(({ title }) => title)).toEqual([
			"Old Mill Dam Breaks After a Week of Rain",
			"Why sourdough rises",
		]);
		const all = await client.articles({ limit: 2 });
		const last = await client.articles({ limit: 2, cursor: all.next ?? "" });
		expect(last.articles.map(({ title }) => title)).toEqual(["A comet returns"]);
		const { articles } = await client.related(last.articles[0]?.id ?? "", { limit: 1 });
		expect(articles).toHaveLength(1);
		const { results } = await client.search({ q: "sourd", limit: 1 });
		expect(results.map(({ article }) => article.title)).toEqual(["Why sourdough rises"]);
		const { suggestions } = await client.suggest("sour");
		expect(suggestions.map(({ text }) => text)).toEqual(["Why sourdough rises"]);
	});

	it("asks for parts of an answer alone", async () => {
		const client = createClient({ baseUrl: server.url });
		const slim = await client.ask({ q: "dam", fields: ["answer", "tookMs"] });
		expect(Object.keys(slim).sort()).toEqual(["answer", "tookMs"]);
		// @ts-expect-error the passages were not asked for
		expect(slim.passages).toBeUndefined();
	});

	it("asks the longest of questions in any script", async () => {
		const client = createClient({ baseUrl: server.url });
		const question = "水".repeat(1000);
		expect((await client.ask(question)).question).toBe(question);
		expect((await client.search(question)).query).toBe(question);
	});

	it("fails with the problem that the server gives", async () => {
		const client = createClient({ baseUrl: server.url });
		const refused = await failureOf(client.ask({ q: "dam", limit: 99 }));
		expect(refused).toBeInstanceOf(ProblemError);
		expect(refused).toMatchObject({
			status: 400,
			code: "bad_request",
			message: expect.stringContaining("limit: must be at most 50"),
			problem: { errors: [{ field: "limit", message: "must be at most 50" }] },
		});
		const missing = await failureOf(client.article("no/such?article"));
		expect(missing).toMatchObject({ status: 404, code: "not_found" });
	});
});

describe("the client of a server in trouble", () => {
	it("asks a busy server again when that says so", async () => {
		const { url, requests } = await answering((_, response, count) =>
			count < 2 ? busy(response, { "retry-after": count === 0 ? "0" : "1" }) : json(response, {}),
		);
		const startedAt = performance.now();
		await createClient({ baseUrl: url }).ask("a");
		expect(requests).toHaveLength(3);
		expect(performance.now() - startedAt).toBeGreaterThan(950);
	});

	it("understands a date to come back at", async () => {
		const { url, requests } = await answering((_, response, count) =>
			count === 0
				? busy(response, { "retry-after": new Date(Date.now() - 5000).toUTCString() })
				: json(response, {}),
		);
		await createClient({ baseUrl: url }).ask("a");
		expect(requests).toHaveLength(2);
	});

	it("gives up where it would have to wait past its time, and after its retries", async () => {
		const { url, requests } = await answering((_, response, count) =>
			busy(response, { "retry-after": count === 0 ? "3600" : "0" }),
		);
		const client = createClient({ baseUrl: url, retries: 3 });
		expect(await failureOf(client.ask("a"))).toMatchObject({ status: 503, code: "busy" });
		expect(requests).toHaveLength(1);
		expect(await failureOf(client.ask("a"))).toMatchObject({ status: 503 });
		expect(requests).toHaveLength(5);
	});

	it("asks nothing else again", async () => {
		const { url, requests } = await answering((_, response) =>
			response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
		);
		const failure = await failureOf(createClient({ baseUrl: url }).ask("a"));
		expect(failure).toMatchObject({ status: 502, code: "no_problem" });
		expect(requests).toHaveLength(1);
	});

	it("ends after its time, whether the server is silent or stops in the middle", async () => {
		const { url } = await answering((_, response, count) => {
			if (count === 1) response.writeHead(200).write('{"question":');
		});
		const client = createClient({ baseUrl: url, timeoutMs: 200 });
		for (const call of [client.ask("a"), client.ask("b")]) {
			expect(await failureOf(call)).toMatchObject({ name: "TimeoutError" });
		}
	});

	it("ends when its caller has enough, also while it waits to ask again", async () => {
		const { url, requests } = await answering((_, response) =>
			busy(response, { "retry-after": "5" }),
		);
		const asker = new AbortController();
		const call = createClient({ baseUrl: url }).ask("a", { signal: asker.signal });
		const failure = failureOf(call);
		await expect.poll(() => requests.length).toBe(1);
		const reason = new Error("enough");
		asker.abort(reason);
		expect(await failure).toBe(reason);
		const late = createClient({ baseUrl: url }).ask("a", { signal: asker.signal });
		expect(await failureOf(late)).toBe(reason);
		expect(requests).toHaveLength(1);
	});

	it("ends at once with the caller's reason while the problem is read", async () => {
		const { url, requests } = await answering((_, response, count) => {
			response.writeHead(count === 0 ? 503 : 404, { "retry-after": "5" }).write('{"type":');
		});
		for (const sent of [1, 2]) {
			const asker = new AbortController();
			const failure = failureOf(createClient({ baseUrl: url }).ask("a", { signal: asker.signal }));
			await expect.poll(() => requests.length).toBe(sent);
			await delay(50);
			const reason = new Error("enough");
			const abortedAt = performance.now();
			asker.abort(reason);
			expect(await failure).toBe(reason);
			expect(performance.now() - abortedAt).toBeLessThan(1000);
		}
		expect(requests).toHaveLength(2);
	});

	it.each([Number.POSITIVE_INFINITY, 2 ** 31])(
		"has all the time there is with %d ms, and waits as long as it is told to",
		async (timeoutMs) => {
			const { url, requests } = await answering((_, response, count) => {
				if (count === 0) setTimeout(() => json(response, {}), 50);
				else busy(response, { "retry-after": "9999999" });
			});
			const client = createClient({ baseUrl: url, timeoutMs });
			expect(await client.ask("a")).toEqual({});
			const asker = new AbortController();
			const failure = failureOf(client.ask("a", { signal: asker.signal }));
			await expect.poll(() => requests.length).toBe(2);
			await delay(100);
			asker.abort(new Error("enough"));
			// Told to come back in months: who has not all the time hears of it, who has goes on waiting.
			expect(await failure).toMatchObject(
				timeoutMs === Number.POSITIVE_INFINITY ? { message: "enough" } : { code: "busy" },
			);
			expect(requests).toHaveLength(2);
		},
	);

	it.each(["<h1>Welcome</h1>", "", '{"question":'])("takes %j for no answer", async (body) => {
		const { url } = await answering((_, response) => response.writeHead(200).end(body));
		const failure = await failureOf(createClient({ baseUrl: url }).ask("a"));
		expect(failure).toBeInstanceOf(ProblemError);
		expect(failure).toMatchObject({ status: 200, code: "no_problem" });
	});

	it.each([".", ".."])("asks nothing else than articles for the id %j", async (id) => {
		const { url, requests } = await answering((_, response) => json(response, {}));
		const client = createClient({ baseUrl: `${url}/search` });
		for (const call of [client.article(id), client.related(id)]) {
			const failure = await failureOf(call);
			expect(failure).toBeInstanceOf(ProblemError);
			expect(failure).toMatchObject({ status: 404, code: "not_found" });
		}
		expect(requests).toEqual([]);
	});

	it("keeps the server's base path and sends the given headers", async () => {
		const { url, requests } = await answering((_, response) => json(response, {}));
		const headers = { authorization: "Bearer key" };
		await createClient({ baseUrl: `${url}/search`, headers }).article("a b");
		expect(requests[0]?.url).toBe("/search/api/articles/a%20b");
		expect(requests[0]?.headers.authorization).toBe("Bearer key");
	});
});

describe("the client in a bundle", () => {
	it("takes less than 3 kB, gzipped, and imports nothing", async () => {
		const built = await build({
			configFile: false,
			logLevel: "error",
			build: {
				write: false,
				minify: true,
				lib: { entry: "src/client/create-client.ts", formats: ["es"] },
			},
		});
		const outputs = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
		const [chunk, ...others] = outputs.filter((one) => one.type === "chunk");
		expect(others).toEqual([]);
		expect(chunk?.imports).toEqual([]);
		expect(chunk?.code).toContain("api/ask");
		expect(gzipSync(chunk?.code ?? "").length).toBeLessThan(3000);
	});
});
