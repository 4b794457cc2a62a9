import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig, type UserConfig } from "../../src/app/config.ts";

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "sitecite-config-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string) => writeFileSync(join(folder, name), content);

const load = (flags: UserConfig = {}, env: Record<string, string> = {}) =>
	loadConfig({ workingFolder: folder, env, flags });

describe("loadConfig", () => {
	it("needs no file: defaults fit a folder named corpus", async () => {
		expect(await load()).toMatchObject({
			workingFolder: folder,
			articles: ["corpus"],
			index: ".sitecite",
			embedder: "auto",
			chunks: { maxWords: 120 },
			server: { host: "127.0.0.1", port: 8787 },
		});
	});

	it.each([
		["sitecite.config.json", '{ "articles": ["posts"], "chunks": { "maxWords": 60 } }'],
		["sitecite.config.js", "export default { articles: ['posts'], chunks: { maxWords: 60 } };"],
		[
			"sitecite.config.ts",
			"const maxWords: number = 60;\nexport default { articles: ['posts'], chunks: { maxWords } };",
		],
	])("reads %s", async (name, content) => {
		write(name, content);
		expect(await load()).toMatchObject({ articles: ["posts"], chunks: { maxWords: 60 } });
	});

	it("lets the environment win over the file, and flags over both", async () => {
		write("sitecite.config.json", '{ "index": "a", "server": { "host": "::1", "port": 1 } }');
		const env = { PORT: "2", SITECITE_INDEX: "b" };
		expect(await load({}, env)).toMatchObject({ index: "b", server: { host: "::1", port: 2 } });
		expect(await load({ server: { port: 3 } }, env)).toMatchObject({
			server: { host: "::1", port: 3 },
		});
	});

	it("names an unknown key and the nearest known one", async () => {
		write("sitecite.config.json", '{ "artcles": ["posts"] }');
		await expect(load()).rejects.toThrow(
			/sitecite\.config\.json: unknown key "artcles", did you mean "articles"\?/,
		);
		write("sitecite.config.json", '{ "chunks": { "maxWord": 60 } }');
		await expect(load()).rejects.toThrow(
			/unknown key "chunks\.maxWord", did you mean "chunks\.maxWords"\?/,
		);
	});

	it("names the key of a bad value", async () => {
		write("sitecite.config.json", '{ "server": { "port": 70000 } }');
		await expect(load()).rejects.toMatchObject({
			code: "config_invalid",
			message: expect.stringContaining('"server.port"'),
		});
	});

	it("names the file it cannot read", async () => {
		write("sitecite.config.json", "{ nonsense");
		await expect(load()).rejects.toThrow(/sitecite\.config\.json cannot be read/);
		await expect(loadConfig({ workingFolder: folder, file: "gone.json", env: {} })).rejects.toThrow(
			/gone\.json does not exist/,
		);
	});

	it.each(["null", "[]", '"corpus"'])(
		"says what a file that holds %s should be",
		async (content) => {
			write("sitecite.config.json", content);
			await expect(load()).rejects.toThrow(/config\.json: it must be an object of settings\.$/);
		},
	);

	it("takes an empty variable for one that is not set", async () => {
		const env = { HOST: "", PORT: "", SITECITE_INDEX: "" };
		expect(await load({}, env)).toEqual(await load());
	});

	it("refuses a port that is no number", async () => {
		await expect(load({}, { PORT: "http" })).rejects.toThrow(/PORT must be a number/);
	});
});
