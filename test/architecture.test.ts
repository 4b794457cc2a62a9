import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const BIOME = join(ROOT, "node_modules/.bin/biome");

const STAGES = [
	"articles",
	"chunking",
	"embedding",
	"indexing",
	"engines",
	"retrieval",
	"answering",
	"evaluation",
	"questions",
];

/** What is built on the stages, and their public shapes: no stage's business. */
const OUTER = ["app", "contract", "server", "client", "cli", "mcp", "widget"];

let tree = "";

beforeAll(() => {
	tree = mkdtempSync(join(tmpdir(), "sitecite-lint-"));
	cpSync(join(ROOT, "biome.json"), join(tree, "biome.json"));
});

afterAll(() => rmSync(tree, { recursive: true }));

/** Lints files of a tree that follows the project's rules; gives what lint said, "" where all is well. */
function lint(files: Readonly<Record<string, string>>): string {
	rmSync(join(tree, "src"), { recursive: true, force: true });
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(tree, path)), { recursive: true });
		writeFileSync(join(tree, path), content);
	}
	try {
		execFileSync(BIOME, ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "src"], {
			cwd: tree,
			stdio: "pipe",
		});
		return "";
	} catch (error) {
		return String((error as { stderr: Buffer }).stderr);
	}
}

const leaf = 'export const value = "leaf";\n';
const importing = (path: string) => `import { value } from "${path}";\nexport const own = value;\n`;

describe("folder boundaries", () => {
	it("let a stage import the domain", () => {
		expect(
			lint({ "src/domain/a.ts": leaf, "src/articles/b.ts": importing("../domain/a.ts") }),
		).toBe("");
	});

	it.each(["vectors", "words"])(
		"let a stage import the library of %s, and that import nothing of ours",
		(library) => {
			const own = {
				[`src/${library}/a.ts`]: leaf,
				"src/engines/b.ts": importing(`../${library}/a.ts`),
			};
			expect(lint(own)).toBe("");
			for (const folder of [...STAGES, ...OUTER, "domain"]) {
				const said = lint({
					[`src/${folder}/a.ts`]: leaf,
					[`src/${library}/b.ts`]: importing(`../${folder}/a.ts`),
				});
				expect(said).toContain("knows nothing of articles");
			}
		},
	);

	it.each(STAGES)("keep %s/ from importing any other folder, from nested ones too", (stage) => {
		const others = [...STAGES, ...OUTER].filter((folder) => folder !== stage);
		const leaves = others.map((other) => [`src/${other}/deep/a.ts`, leaf]);
		const importers = others.map((other) => [
			`src/${stage}/deep/from-${other}.ts`,
			importing(`../../${other}/deep/a.ts`),
		]);
		const said = lint(Object.fromEntries([...leaves, ...importers]));
		for (const other of others) expect(said).toContain(`from-${other}.ts`);
		expect(said).toContain("noRestrictedImports");
	});

	it.each([
		'import type { Value } from "../app/a.ts";\nexport type Own = Value;\n',
		'export { value } from "../app/a.ts";\n',
		'export type { Value } from "../app/a.ts";\n',
		'export const value = await import("../app/a.ts");\n',
	])("hold for %s", (content) => {
		const app = `${leaf}export type Value = string;\n`;
		expect(lint({ "src/app/a.ts": app, "src/chunking/b.ts": content })).toContain(
			"noRestrictedImports",
		);
	});

	it("keep domain/ from importing libraries and stages", () => {
		expect(lint({ "src/domain/a.ts": 'export { readFile } from "node:fs";\n' })).toContain(
			"noRestrictedImports",
		);
		expect(
			lint({ "src/articles/a.ts": leaf, "src/domain/b.ts": importing("../articles/a.ts") }),
		).toContain("noRestrictedImports");
	});

	it("keep the server from reaching past the use cases", () => {
		expect(
			lint({ "src/engines/a.ts": leaf, "src/server/routes/b.ts": importing("../../engines/a.ts") }),
		).toContain("noRestrictedImports");
	});

	it("keep the client to itself and the public shapes", () => {
		const shape = { "src/contract/a.ts": leaf };
		expect(lint({ ...shape, "src/client/b.ts": importing("../contract/a.ts") })).toBe("");
		for (const [path, content] of [
			["src/client/b.ts", importing("../app/a.ts")],
			["src/client/b.ts", 'export { z } from "zod";\n'],
		] as const) {
			expect(lint({ "src/app/a.ts": leaf, [path]: content })).toContain("noRestrictedImports");
		}
	});

	it("keep the widget to itself and the types of the contract", () => {
		const contract = 'import type { Value } from "../contract/a.ts";\nexport type Own = Value;\n';
		const leaves = { "src/contract/a.ts": "export type Value = string;\n", "src/app/a.ts": leaf };
		expect(lint({ ...leaves, "src/widget/b.ts": contract })).toBe("");
		for (const path of ["../app/a.ts", "node:fs"]) {
			expect(lint({ ...leaves, "src/widget/b.ts": importing(path) })).toContain("runs in browsers");
		}
	});

	it("forbid import cycles, type-only ones included", () => {
		const said = lint({
			"src/domain/a.ts": 'import type { B } from "./b.ts";\nexport type A = B[];\n',
			"src/domain/b.ts": 'import type { A } from "./a.ts";\nexport type B = A | string;\n',
		});
		expect(said).toContain("noImportCycles");
	});

	it("cover every stage folder there is", () => {
		const shared = ["domain", "vectors", "words", ...OUTER];
		const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		expect(folders.filter((name) => !shared.includes(name)).sort()).toEqual([...STAGES].sort());
	});
});
