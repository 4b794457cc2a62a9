import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverSettings } from "../../src/app/server-settings.ts";
import { articleExcerpt } from "../../src/contract/article.ts";
import { askResponse } from "../../src/contract/ask.ts";
import { searchResponse } from "../../src/contract/search.ts";
import { type RunningServer, serve } from "../../src/server/serve.ts";
import { openSample } from "../fixtures/open-sample.ts";
import { faults as faultsOfServed, serveForTest } from "../fixtures/serve-sample.ts";
import { slowIndex } from "../fixtures/slow-index.ts";

const ROOT = join(import.meta.dirname, "../..");

const sample = openSample();
const faults: unknown[] = [];
let server: RunningServer;

beforeAll(async () => {
	server = await serve({
		host: "127.0.0.1",
		port: 0,
		index: () => sample.index,
		settings: { threshold: 0 },
		report: (error) => faults.push(error),
	});
});

afterAll(async () => {
	await server.close();
	expect(faults).toEqual([]);
});

const overHttp = () => new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`));

const overStdio = () =>
	new StdioClientTransport({
		command: process.execPath,
		args: [
			"--import",
			"tsx",
			join(ROOT, "src/cli/main.ts"),
			"mcp",
			"--index",
			join(sample.box.folder, ".sitecite"),
		],
		cwd: ROOT,
		stderr: "inherit",
	});

const firstText = (content: unknown) => (content as { text: string }[])[0]?.text ?? "";

describe.each([
	["streamable HTTP", overHttp],
	["standard input and output", overStdio],
] as const)("an agent over %s", (_, transport: () => Transport) => {
	let agent: Client;

	beforeAll(async () => {
		agent = new Client({ name: "test", version: "1" });
		await agent.connect(transport());
	});

	afterAll(() => agent.close());

	it("finds tools that only read, with the shapes of what they give", async () => {
		const { tools } = await agent.listTools();
		expect(tools.map(({ name }) => name).sort()).toEqual(["ask", "get_article", "search"]);
		for (const tool of tools) {
			expect(tool.annotations?.readOnlyHint).toBe(true);
			expect(tool.outputSchema?.properties).toBeDefined();
			expect(tool.inputSchema.additionalProperties).toBe(false);
		}
		const ask = tools.find(({ name }) => name === "ask");
		expect(ask?.inputSchema.required).toEqual(["q"]);
		expect(ask?.inputSchema.properties).toMatchObject({ limit: { maximum: 50 } });
	});

	it("asks, and can check what is quoted", async () => {
		const q = "How much do repairs of the dam cost?";
		const asked = await agent.callTool({ name: "ask", arguments: { q, limit: 2, year: "2024" } });
		const { answer, passages } = askResponse.parse(asked.structuredContent);
		expect(firstText(asked.content)).toContain(passages[0]?.text);
		const citation = passages[0]?.citation;
		const { start, end } = citation?.selectors[1] ?? { start: 0, end: 0 };
		const read = await agent.callTool({
			name: "get_article",
			arguments: { id: citation?.article.id, start, length: end - start },
		});
		const excerpt = articleExcerpt.parse(read.structuredContent);
		expect(excerpt.text).toBe(passages[0]?.text);
		expect(excerpt.text).toContain(answer.sentences[0]?.text);
		const more = end < excerpt.length ? `ask from ${end} on` : `of ${excerpt.length}`;
		expect(firstText(read.content)).toContain(more);
	});

	it("searches by words", async () => {
		const found = await agent.callTool({ name: "search", arguments: { q: "sourd" } });
		const { results } = searchResponse.parse(found.structuredContent);
		expect(results.map(({ article }) => article.title)).toEqual(["Why sourdough rises"]);
		expect(firstText(found.content)).toContain("Why sourdough rises");
	});

	it("reads articles as resources", async () => {
		const { resources } = await agent.listResources();
		expect(resources).toHaveLength(3);
		const bread = resources.find(({ name }) => name === "Why sourdough rises");
		const { contents } = await agent.readResource({ uri: bread?.uri ?? "" });
		expect(contents[0]).toMatchObject({ mimeType: "text/plain" });
		expect((contents[0] as { text: string }).text).toContain("Wild yeast eats the sugar");
	});

	it.each([
		["ask", { q: "" }, "must not be empty"],
		["ask", { q: "a".repeat(1001) }, "must not be longer"],
		["ask", { q: "a", limit: 1e9 }, "at most 50"],
		["ask", { q: "a", limti: 3 }, "limti"],
		["ask", { q: "a", where: ["series:x"] }, 'no field "series"'],
		["get_article", { id: "../../etc/passwd" }, "no article with the id"],
		["get_article", { id: "a", start: -1 }, "start"],
		["get_article", {}, "id"],
	])("is refused %s of %j with the reason", async (name, parameters, reason) => {
		const refused = await agent.callTool({ name, arguments: parameters });
		expect(refused.isError).toBe(true);
		expect(firstText(refused.content)).toContain(reason);
		expect(firstText(refused.content)).not.toContain(sample.box.folder);
	});

	it.each([
		["sitecite://articles/none", -32002, "no article with the id"],
		["sitecite://articles/", -32002, "no article with the id"],
		["file:///etc/passwd", -32002, "not found"],
		["sitecite://articles/%", -32602, "not valid"],
		["articles/none", -32602, "not valid"],
		["", -32602, "not valid"],
	])("is refused the resource %j as %i", async (uri, code, reason) => {
		await expect(agent.readResource({ uri })).rejects.toMatchObject({
			code,
			message: expect.stringContaining(reason),
			data: { uri },
		});
	});

	it("is told how resources are named", async () => {
		const { resourceTemplates } = await agent.listResourceTemplates();
		expect(resourceTemplates).toMatchObject([{ uriTemplate: "sitecite://articles/{id}" }]);
	});
});

describe("an agent that gets no answer", () => {
	it.each([
		["leaves", 60_000],
		["has waited too long", 300],
	])("and %s ends the work, which is no fault", async (_, answerMs) => {
		const ended: unknown[] = [];
		const slow = slowIndex(sample.index, 20_000);
		const embedder = slow.embedder ?? expect.unreachable("the sample has an embedder");
		const embed: typeof embedder.embed = async (...given) =>
			await embedder.embed(...given).catch((error: unknown) => {
				ended.push(error);
				throw error;
			});
		const { url } = await serveForTest({
			index: () => ({ ...slow, embedder: { ...embedder, embed } }),
			server: serverSettings.parse({ timeouts: { answerMs } }),
		});
		const asker = new AbortController();
		const params = { name: "ask", arguments: { q: "dam" } };
		const answer = fetch(`${url}/mcp`, {
			method: "POST",
			body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
			headers: {
				"content-type": "application/json",
				accept: "application/json, text/event-stream",
			},
			signal: asker.signal,
		});
		if (answerMs > 1000) {
			setTimeout(() => asker.abort(), 300);
			await expect(answer).rejects.toThrow();
		} else expect((await answer).status).toBe(503);
		await expect.poll(() => ended.length).toBe(1);
		await delay(50);
		expect(faultsOfServed).toEqual([]);
	});
});

describe("/mcp", () => {
	const send = (body: string, headers: Record<string, string> = {}) =>
		fetch(`${server.url}/mcp`, {
			method: "POST",
			body,
			headers: {
				"content-type": "application/json",
				accept: "application/json, text/event-stream",
				...headers,
			},
		});
	const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

	it("answers no page of another origin", async () => {
		const response = await send(JSON.stringify(list), { origin: "https://evil.example" });
		expect(response.status).toBe(403);
		expect(await response.json()).toMatchObject({ code: "forbidden_origin" });
	});

	it("needs no session", async () => {
		const response = await send(JSON.stringify(list));
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toContain("application/json");
		expect(await response.json()).toMatchObject({ id: 1, result: { tools: [{}, {}, {}] } });
	});

	it.each([
		["{", 400],
		["null", 400],
		["{}", 400],
		[JSON.stringify([list, list]), 400],
		[JSON.stringify({ ...list, padding: "x".repeat(70_000) }), 413],
	])("refuses what is no message: %#", async (body, status) => {
		expect((await send(body)).status).toBe(status);
	});

	it.each(["*/*", "text/html;q=0.5, */*;q=0.1"])("answers who takes %s", async (accept) => {
		const response = await send(JSON.stringify(list), { accept });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toContain("application/json");
	});

	it("refuses other types and methods", async () => {
		expect((await send(JSON.stringify(list), { "content-type": "text/plain" })).status).toBe(415);
		expect((await send(JSON.stringify(list), { accept: "text/html" })).status).toBe(406);
		for (const method of ["GET", "DELETE"]) {
			expect((await fetch(`${server.url}/mcp`, { method })).status).toBe(405);
		}
	});
});
