import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_ARTICLE_SETTINGS } from "../../src/articles/article-settings.ts";
import { findFiles } from "../../src/articles/find-files.ts";

let folder = "";

beforeEach(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), "sitecite-find-")));
	for (const path of [
		...["b.md", "a.txt", "A.HTML", "sub/c.mdx", "sub/deep/d.markdown", "image.png"],
		...[".hidden/x.md", ".dot.md", "node_modules/pkg/readme.md", "sub/notes.draft.md"],
	]) {
		await mkdir(dirname(join(folder, "site", path)), { recursive: true });
		await writeFile(join(folder, "site", path), "Text.");
	}
	await writeFile(join(folder, "outside.md"), "Text.");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function paths(settings: object = {}): Promise<string[]> {
	const found = await findFiles({
		...DEFAULT_ARTICLE_SETTINGS,
		roots: ["site"],
		workingFolder: folder,
		...settings,
	});
	return found.files.map((file) => file.path);
}

describe("findFiles", () => {
	it("finds supported files in stable order, without dot files and node_modules", async () => {
		expect(await paths()).toEqual([
			...["site/A.HTML", "site/a.txt", "site/b.md", "site/sub/c.mdx"],
			...["site/sub/deep/d.markdown", "site/sub/notes.draft.md"],
		]);
	});

	it("honours include and exclude globs relative to the root", async () => {
		expect(await paths({ include: ["*.md"] })).toEqual(["site/b.md"]);
		expect(await paths({ include: ["sub/**"], exclude: ["**/*.draft.md", "sub/deep"] })).toEqual([
			"site/sub/c.mdx",
		]);
	});

	it("takes a file for a root, and gives each file once where roots overlap", async () => {
		expect(await paths({ roots: ["site/sub/c.mdx", "site/sub", "site"] })).toHaveLength(6);
		expect(await paths({ roots: ["outside.md"] })).toEqual(["outside.md"]);
	});

	it("follows no symbolic link below a root, and reports it", async () => {
		await symlink(join(folder, "outside.md"), join(folder, "site", "link.md"));
		await symlink(join(folder, "site"), join(folder, "site", "sub", "loop"));
		const found = await findFiles({
			...DEFAULT_ARTICLE_SETTINGS,
			roots: ["site"],
			workingFolder: folder,
		});
		expect(found.files).toHaveLength(6);
		expect(found.skipped.map(({ path, reason }) => [path, reason])).toEqual([
			["site/link.md", "symlink"],
			["site/sub/loop", "symlink"],
		]);
	});

	it("reads a root that is itself a link", async () => {
		await symlink(join(folder, "site", "sub"), join(folder, "alias"));
		expect(await paths({ roots: ["alias"] })).toHaveLength(3);
	});

	it("says which root is missing", async () => {
		await expect(paths({ roots: ["nowhere"] })).rejects.toMatchObject({
			code: "article_unreadable",
			message: expect.stringContaining("nowhere"),
		});
	});
});
