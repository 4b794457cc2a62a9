import { execFileSync, spawn } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { SAMPLE_ARTICLES } from "../fixtures/sample-index.ts";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/.bin/tsc");

/** What the package is built of. */
const PACKED = [
	"src",
	"models",
	"scripts/assemble-kernel.mjs",
	"scripts/build-widget.mjs",
	"scripts/copy-assets.mjs",
	"package.json",
	"tsconfig.json",
	"tsconfig.build.json",
	"docs",
	"deploy",
	"Dockerfile",
	"examples",
	"CONTRIBUTING.md",
	"README.md",
	"LICENSE",
	"NOTICE",
];

/** A site may have a Hono of its own, which the package must then take: parts of two copies do not know each other. */
const OLDEST_HONO = packageJson.peerDependencies.hono.replace("^", "");

/** Packing builds everything, and installing looks at every dependency. */
const PACK_TIMEOUT_MS = 300_000;

let project = "";

/** Runs a program in the project that has installed the package; gives what it wrote. */
function run(command: string, ...args: string[]): string {
	return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: "pipe" });
}

function write(path: string, content: string): void {
	mkdirSync(join(project, path, ".."), { recursive: true });
	writeFileSync(join(project, path), content);
}

beforeAll(() => {
	project = mkdtempSync(join(tmpdir(), "sitecite-tarball-"));
	// Packing builds: in a copy, so that no file changes under other tests, and nothing old is packed.
	const copy = join(project, "copy");
	for (const path of PACKED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
	symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
	execFileSync("npm", ["pack", "--pack-destination", project], { cwd: copy, stdio: "pipe" });
	rmSync(copy, { recursive: true });
	const [tarball = ""] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
	write("package.json", '{ "name": "a-site", "private": true, "type": "module" }');
	// Without the optional runtime the package must work as well, by its other model.
	const options = ["--prefer-offline", "--no-audit", "--omit=optional"];
	run("npm", "install", ...options, `./${tarball}`, `hono@${OLDEST_HONO}`);
	for (const [path, content] of Object.entries(SAMPLE_ARTICLES)) write(path, content);
}, PACK_TIMEOUT_MS);

afterAll(() => rmSync(project, { recursive: true, force: true }), PACK_TIMEOUT_MS);

describe("the packed package, installed in an empty project", () => {
	it("builds and answers on the command line", () => {
		expect(run("npx", "sitecite", "build")).toContain("3 articles");
		expect(
			run("npx", "sitecite", "ask", "What", "do", "repairs", "of", "the", "dam", "cost?"),
		).toContain("two million crowns");
	});

	it("has what its README and documents link to", () => {
		const packed = join(project, "node_modules/sitecite");
		const documents = [
			"README.md",
			...readdirSync(join(packed, "docs")).map((name) => `docs/${name}`),
		];
		let links = 0;
		for (const document of documents.filter((name) => name.endsWith(".md"))) {
			const text = readFileSync(join(packed, document), "utf8");
			for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
				if (/^[a-z]+:/.test(link)) continue;
				links++;
				expect(existsSync(join(packed, document, "..", link)), `${document}: ${link}`).toBe(true);
			}
		}
		expect(links).toBeGreaterThan(10);
	});

	it("serves, and answers its own client", async () => {
		run("npx", "sitecite", "build");
		write(
			"ask.js",
			`import { createClient } from "sitecite/client";
			const { answer } = await createClient({ baseUrl: process.argv[2] }).ask("dam repairs cost");
			console.log(JSON.stringify(answer));`,
		);
		const server = spawn(
			process.execPath,
			["node_modules/sitecite/dist/cli/main.js", "serve", "--port", "0", "--json"],
			{
				cwd: project,
				stdio: ["ignore", "pipe", "inherit"],
			},
		);
		try {
			const { value } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
			const { url } = JSON.parse(String(value)) as { url: string };
			expect(run(process.execPath, "ask.js", url)).toContain("confidence");
		} finally {
			const ended = new Promise((resolve) => server.once("exit", resolve));
			server.kill("SIGTERM");
			expect(await ended).toBe(0);
		}
	});

	it("is a library that builds, asks and serves inside another application", () => {
		write(
			"library.js",
			`import { Hono } from "hono";
			import { ask, buildIndex, openForServing, openIndex, SiteciteError } from "sitecite";
			import { createApp } from "sitecite/server";
			const settings = { index: "own-index" };
			const { articles } = await buildIndex(settings);
			const index = await openIndex(settings);
			const { answer } = await ask(index, { q: "What do repairs of the dam cost?", limit: 1 });
			const refusal = await ask(index, { q: "a", limit: 0 }).catch((error) => error);
			const report = (error) => { throw error; };
			const site = new Hono();
			site.route("/search", createApp({ index: () => index, settings: index.settings, report }));
			const response = await site.request("/search/api/ask?q=dam");
			await index.close();
			const swapped = [];
			const events = { onFault: report, onSwap: ({ info }) => swapped.push(info.generation) };
			const serving = await openForServing(settings, events);
			const mounted = new Hono().route("/live", createApp({ ...serving.options, report }));
			const before = await (await mounted.request("/live/api/ask?q=dam")).json();
			const { generation } = await buildIndex({ ...settings, chunks: { maxWords: 20 } });
			for (let i = 0; i < 200 && swapped.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 50));
			const after = await (await mounted.request("/live/api/ask?q=dam")).json();
			await serving.close();
			console.log(JSON.stringify({
				articles,
				reloaded: before.index.generation !== generation && after.index.generation === generation,
				quote: answer.sentences[0]?.text,
				refusal: [refusal instanceof SiteciteError, refusal.code, refusal.message],
				status: response.status,
			}));`,
		);
		expect(JSON.parse(run(process.execPath, "library.js"))).toEqual({
			articles: 3,
			quote: expect.stringContaining("two million crowns"),
			refusal: [true, "usage", "limit must be at least 1."],
			status: 200,
			reloaded: true,
		});
	});

	it.each([
		["NodeNext", "NodeNext"],
		["ESNext", "Bundler"],
	])("has types for a server's program under %s/%s", (module, moduleResolution) => {
		write(
			"types/server.ts",
			`import { ask, type AskResponse, buildIndex, openIndex, type UserConfig } from "sitecite";
			import { openForServing, type Serving } from "sitecite";
			import { createApp, type ServerOptions } from "sitecite/server";
			const serving: Serving = await openForServing({}, { onFault: console.error });
			createApp({ ...serving.options, report: console.error });
			const settings: UserConfig = { baseUrl: "https://example.org", chunks: { maxWords: 100 } };
			const { articles }: { articles: number } = await buildIndex(settings, { strict: true });
			const index = await openIndex(settings);
			const response: AskResponse = await ask(index, { q: "dam", limit: 3, tag: ["weather"] });
			const text: string | undefined = response.answer.sentences[0]?.text;
			const options: ServerOptions = { index: () => index, settings: index.settings, report: () => {} };
			export const served: Response = await createApp(options).request("/");
			// @ts-expect-error the limit is a number
			await ask(index, { q: "dam", limit: "3" });
			export { articles, text };`,
		);
		const typeRoots = [join(ROOT, "node_modules/@types")];
		checkTypes("types/server.ts", { module, moduleResolution, types: ["node"], typeRoots });
	});

	it.each([
		["NodeNext", "NodeNext"],
		["ESNext", "Bundler"],
	])(
		"has types for a page's script under %s/%s, without those of Node",
		(module, moduleResolution) => {
			write(
				"types/page.ts",
				`import { type AskResponse, createClient, ProblemError } from "sitecite/client";
			const client = createClient({ baseUrl: "/search/", timeoutMs: 500 });
			try {
				const { passages }: AskResponse = await client.ask("dam", { signal: AbortSignal.timeout(9) });
				const link: string | undefined = passages[0]?.citation.deepLink;
				console.log(link);
			} catch (error) {
				if (error instanceof ProblemError) console.log(error.problem.errors?.[0]?.field);
			}`,
			);
			const lib = ["ES2022", "DOM", "DOM.Iterable"];
			checkTypes("types/page.ts", { module, moduleResolution, types: [], lib });
		},
	);
});

/** Declarations of the package are checked as well. */
function checkTypes(file: string, options: Readonly<Record<string, unknown>>): void {
	const compilerOptions = {
		target: "ES2022",
		strict: true,
		noEmit: true,
		skipLibCheck: false,
		exactOptionalPropertyTypes: true,
		...options,
	};
	write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
	try {
		run(TSC, "-p", ".");
	} catch (error) {
		expect.unreachable(String((error as { stdout: string }).stdout));
	}
}
