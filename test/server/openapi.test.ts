import type { OpenAPIHono } from "@hono/zod-openapi";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/server/create-app.ts";
import { openCorpus } from "../fixtures/corpus-index.ts";
import { openQuestions } from "../fixtures/open-questions.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";

interface Content {
	readonly [type: string]: { readonly schema: object; readonly example?: unknown };
}

interface Parameter {
	readonly name: string;
	readonly in: "query" | "path";
	readonly required: boolean;
	readonly schema: { readonly example?: unknown; readonly maximum?: number };
}

interface Operation {
	readonly operationId: string;
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: { readonly content: Content };
	readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
	readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Document {
	readonly openapi: string;
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, { readonly example?: unknown }>>;
		readonly securitySchemes: Readonly<Record<string, { readonly scheme: string }>>;
	};
}

const corpus = openCorpus();
const questions = openQuestions();
let app: OpenAPIHono;
let described: Document;

beforeAll(async () => {
	app = createApp({
		index: () => corpus.index,
		live: corpus.live,
		settings: { threshold: 0 },
		server: { metrics: true },
		adminToken: TOKEN,
		questions: questions.log,
		report: (error) => {
			throw error;
		},
	});
	described = (await (await app.request("/openapi.json")).json()) as Document;
});

function operations(): { path: string; method: string; operation: Operation }[] {
	return Object.entries(described.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
	);
}

/** The request that the document's examples make; parameters that are not required are left out on demand. */
function exampleRequest(
	path: string,
	method: string,
	{ parameters = [], requestBody, security = [] }: Operation,
	requiredOnly: boolean,
): Request {
	const url = new URL(path, "http://localhost");
	for (const { name, in: place, required, schema } of parameters) {
		const value = schema.example;
		if (required) expect(value, `${path} ${name}`).toBeDefined();
		if (value === undefined || (requiredOnly && !required)) continue;
		if (place === "path") url.pathname = path.replace(`{${name}}`, String(value));
		else url.searchParams.set(name, String(value));
	}
	const headers = new Headers();
	for (const scheme of security.flatMap(Object.keys)) {
		expect(described.components.securitySchemes[scheme]?.scheme).toBe("bearer");
		headers.set("authorization", `Bearer ${TOKEN}`);
	}
	if (requestBody === undefined) return new Request(url, { method: method.toUpperCase(), headers });
	headers.set("content-type", "application/json");
	// As the Model Context Protocol asks of its clients.
	if (path === "/mcp") headers.set("accept", "application/json, text/event-stream");
	const schema = JSON.stringify(requestBody.content["application/json"]?.schema);
	const [, name = ""] = /^\{"\$ref":"#\/components\/schemas\/(\w+)"\}$/.exec(schema) ?? [];
	const shape = described.components.schemas[name];
	return new Request(url, {
		method: method.toUpperCase(),
		headers,
		body: JSON.stringify(shape?.example ?? expect.unreachable("the body has no example")),
	});
}

/** What the response breaks of its description; "" where it keeps it. */
function faultsOf(operation: Operation, status: number, body: unknown): string {
	const schema = operation.responses[status]?.content?.["application/json"]?.schema;
	if (schema === undefined) return `no JSON is described for ${status}`;
	const ajv = new Ajv2020({ strict: false, allErrors: true });
	addFormats.default(ajv);
	const validate = ajv.compile({ ...schema, components: described.components });
	return validate(body) ? "" : ajv.errorsText(validate.errors);
}

describe("/openapi.json", () => {
	it("describes every operation of the API", () => {
		expect(described.openapi).toBe("3.1.0");
		const served = app.routes
			.filter(
				({ path, method }) =>
					/^\/(?:api|health|admin)\/|^\/(?:mcp|metrics)$/.test(path) && method !== "ALL",
			)
			.map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
		const told = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`);
		expect(told.sort()).toEqual([...new Set(served)].sort());
		expect(told.length).toBeGreaterThan(7);
	});

	it.each([true, false])(
		"has an example of every operation that works as described (required parameters alone: %s)",
		async (requiredOnly) => {
			for (const { path, method, operation } of operations()) {
				const response = await app.request(exampleRequest(path, method, operation, requiredOnly));
				const [status] = Object.keys(operation.responses)
					.map(Number)
					.filter((code) => code < 300);
				expect(response.status, path).toBe(status);
				const type = Object.keys(operation.responses[status ?? 0]?.content ?? {})[0];
				if (type === "text/plain") {
					expect(response.headers.get("content-type"), path).toContain("text/plain");
					expect(await response.text(), path).toContain("sitecite_");
				} else if (status === 204) expect(await response.text(), path).toBe("");
				else expect(faultsOf(operation, 200, await response.json()), path).toBe("");
			}
		},
	);

	it("states how large every count may be", () => {
		for (const { path, operation } of operations()) {
			for (const { name, schema } of operation.parameters ?? []) {
				if (/^(?:limit|perArticle|page)$/.test(name)) {
					expect(schema.maximum, `${path} ${name}`).toBeGreaterThan(0);
				}
			}
		}
	});

	it("tells of every operation that an address and headers may be too long", () => {
		for (const { path, operation } of operations()) {
			for (const status of [414, 431]) {
				const told = Object.keys(operation.responses[status]?.content ?? {});
				expect(told, `${path} ${status}`).toEqual(["application/problem+json"]);
			}
		}
	});

	it("is kept by problems as well", async () => {
		for (const { path, method, operation } of operations()) {
			const { url, headers } = exampleRequest(path, method, operation, true);
			if (method !== "get") continue;
			const unknown = new URL(url);
			unknown.searchParams.set("limti", "3");
			const response = await app.request(unknown.href, { headers });
			expect(response.status, path).toBe(400);
			const told = operation.responses[400]?.content ?? {};
			expect(Object.keys(told), path).toContain("application/problem+json");
			const { errors } = (await response.json()) as {
				errors: { field: string; message: string }[];
			};
			const known = (operation.parameters ?? []).filter((one) => one.in === "query");
			const [first] = errors;
			expect(first?.field).toBe("limti");
			if (known.length === 0) expect(first?.message).toContain("there are none");
			else if (known.some(({ name }) => name === "limit")) {
				expect(first?.message).toContain('did you mean "limit"?');
			} else
				expect(first?.message).toContain(`known are ${known.map(({ name }) => name).join(", ")}`);
		}
	});
});

describe("/docs", () => {
	it("shows every operation without asking any other host", async () => {
		const response = await app.request("/docs");
		expect(response.status).toBe(200);
		const page = await response.text();
		for (const { path, operation } of operations()) {
			expect(page).toContain(`id="${operation.operationId}"`);
			expect(page).toContain(path);
		}
		expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
		expect(page).not.toContain("<script");
		expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
	});

	it("links to examples that work", async () => {
		const page = await (await app.request("/docs")).text();
		const links = [...page.matchAll(/<a href="((?:api|health)\/[^"]*)"/g)];
		expect(links.length).toBeGreaterThan(5);
		for (const [, link = ""] of links) {
			const url = new URL(link.replaceAll("&amp;", "&"), "http://localhost/docs");
			expect((await app.request(url.href)).status, link).toBe(200);
		}
	});
});
