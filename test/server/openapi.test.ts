import type { OpenAPIHono } from "@hono/zod-openapi";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/server/create-app.ts";
import { openCorpus } from "../fixtures/corpus-index.ts";
import { openQuestions } from "../fixtures/open-questions.ts";

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
	readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Document {
	readonly openapi: string;
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, { readonly example?: unknown }>>;
	};
}

const corpus = openCorpus();
const questions = openQuestions();
let app: OpenAPIHono;
let described: Document;

beforeAll(async () => {
	app = createApp({
		index: () => corpus.index,
		settings: { threshold: 0 },
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
	{ parameters = [], requestBody }: Operation,
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
	if (requestBody === undefined) return new Request(url, { method: method.toUpperCase() });
	const schema = JSON.stringify(requestBody.content["application/json"]?.schema);
	const [, name = ""] = /^\{"\$ref":"#\/components\/schemas\/(\w+)"\}$/.exec(schema) ?? [];
	const shape = described.components.schemas[name];
	return new Request(url, {
		method: method.toUpperCase(),
		headers: { "content-type": "application/json" },
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
			.filter(({ path, method }) => /^\/(?:api|health)\//.test(path) && method !== "ALL")
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
				if (status === 204) expect(await response.text(), path).toBe("");
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

	it("is kept by problems as well", async () => {
		for (const { path, method, operation } of operations()) {
			const { url } = exampleRequest(path, method, operation, true);
			if (method !== "get") continue;
			const unknown = new URL(url);
			unknown.searchParams.set("limti", "3");
			const response = await app.request(unknown.href);
			expect(response.status, path).toBe(400);
			const told = operation.responses[400]?.content ?? {};
			expect(Object.keys(told), path).toContain("application/problem+json");
			const { errors } = (await response.json()) as {
				errors: { field: string; message: string }[];
			};
			const takesLimit = operation.parameters?.some(({ name }) => name === "limit") ?? false;
			const [first] = errors;
			expect(first?.field).toBe("limti");
			expect(first?.message).toContain(takesLimit ? 'did you mean "limit"?' : "there are none");
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
