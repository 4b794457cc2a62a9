import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { articleId } from "../../src/articles/article-id.ts";
import {
	type ArticleSettings,
	DEFAULT_ARTICLE_SETTINGS,
} from "../../src/articles/article-settings.ts";
import { DuplicateUrlCheck } from "../../src/articles/duplicate-urls.ts";
import { findFiles } from "../../src/articles/find-files.ts";
import type { ReadResult } from "../../src/articles/read-article.ts";
import { readArticles } from "../../src/articles/read-articles.ts";
import { isProblem } from "../../src/articles/skipped-file.ts";

let folder = "";
let settings: ArticleSettings;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "sitecite-read-"));
	settings = {
		...DEFAULT_ARTICLE_SETTINGS,
		roots: ["."],
		workingFolder: folder,
		maxFileBytes: 1000,
	};
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function readAll(files?: Parameters<typeof readArticles>[1]): Promise<ReadResult[]> {
	const results: ReadResult[] = [];
	for await (const result of readArticles(settings, files)) results.push(result);
	return results;
}

describe("readArticles", () => {
	it("accounts for every file, problems told from deliberate reasons, in order", async () => {
		await writeFile(join(folder, "a.md"), "# A\n\nText.");
		await writeFile(join(folder, "b.md"), "");
		await writeFile(join(folder, "c.md"), "---\ndraft: true\n---\nText.");
		await writeFile(join(folder, "d.md"), "---\na: [\n---\nText.");
		await writeFile(join(folder, "e.txt"), Uint8Array.from([0, 1, 2]));
		await writeFile(join(folder, "f.txt"), "x".repeat(1001));
		await writeFile(join(folder, "g.html"), "<nav>Only this</nav>");
		const results = await readAll();
		expect(
			results.map(({ skipped }) => skipped && [skipped.path, skipped.reason, isProblem(skipped)]),
		).toEqual([
			null,
			["b.md", "empty", true],
			["c.md", "draft", false],
			["d.md", "front_matter_invalid", true],
			["e.txt", "binary", true],
			["f.txt", "too_large", true],
			["g.html", "no_body", false],
		]);
		expect(results[0]?.article).toMatchObject({ path: "a.md", title: "A", text: "Text." });
	});

	it("reads no file whose bytes are given, and reports one that has gone", async () => {
		await writeFile(join(folder, "a.md"), "Text.");
		await writeFile(join(folder, "b.md"), "Text.");
		const { files } = await findFiles(settings);
		await rm(join(folder, "a.md"));
		await rm(join(folder, "b.md"));
		const [first, second] = files;
		if (first === undefined || second === undefined) throw new Error("two files were written");
		const results = await readAll([
			{ ...first, bytes: new TextEncoder().encode("Given.") },
			second,
		]);
		expect(results.map(({ article, skipped }) => article?.text ?? skipped?.reason)).toEqual([
			"Given.",
			"unreadable",
		]);
	});

	it("stops when it is aborted", async () => {
		await writeFile(join(folder, "a.md"), "Text.");
		const reason = new Error("stopped");
		await expect(readArticles(settings, undefined, AbortSignal.abort(reason)).next()).rejects.toBe(
			reason,
		);
	});
});

describe("DuplicateUrlCheck", () => {
	it("names both files and the remedy", () => {
		const check = new DuplicateUrlCheck();
		check.add({ url: "/a/", path: "a.md" });
		check.add({ url: "/a/", path: "a.md" });
		check.add({ url: "/b/", path: "b.md" });
		for (const url of ["/a/", "/a", "/a/index.html", "/a/#top"]) {
			expect(() => check.add({ url, path: "c.md" })).toThrow(/"a.md" and "c.md".*slug/);
		}
	});
});

describe("articleId", () => {
	it("is readable, URL-safe, and different for paths that read alike", () => {
		expect(articleId("news/Zwei Hürden.txt")).toMatch(/^news-zwei-hurden-[0-9a-f]{10}$/);
		expect(articleId("日本.md")).toMatch(/^[0-9a-f]{10}$/);
		expect(articleId("a/b.md")).not.toBe(articleId("a-b.md"));
		expect(articleId(`${"word-".repeat(40)}end.md`)).toMatch(/^word-(word-)+end-[0-9a-f]{10}$/);
	});
});
