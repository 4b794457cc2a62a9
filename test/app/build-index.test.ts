import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import type { BuildProgress } from "../../src/app/build-progress.ts";
import { recordedOverrides } from "../../src/app/current-build.ts";
import type { GoldenMinimums } from "../../src/app/evaluate-golden.ts";
import { inspectIndex } from "../../src/app/inspect-index.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { SAMPLE_ARTICLES, type Sandbox, sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox;

afterEach(() => box.remove());

async function build(options: Omit<Parameters<typeof buildIndex>[0], "config"> = {}) {
	return await buildIndex({ config: await box.config(), ...options });
}

/** Every file of every generation with its bytes. */
function generations(): Record<string, string> {
	const root = join(box.folder, ".sitecite/generations");
	const files = readdirSync(root, { recursive: true, encoding: "utf8" });
	return Object.fromEntries(
		files
			.filter((file) => statSync(join(root, file)).isFile())
			.map((file) => [file, readFileSync(join(root, file), "base64")]),
	);
}

describe("buildIndex", () => {
	it("indexes plain text, Markdown and HTML", async () => {
		box = sandbox();
		const report = await build();
		expect(report).toMatchObject({ articles: 3, unchanged: false, skipped: [], warnings: [] });
		expect(report.embedded).toBe(report.chunks);
		const index = await openIndex(await box.config());
		expect(index.info).toMatchObject({ articles: 3, chunks: report.chunks });
		await index.close();
	});

	it("does nothing where nothing changed", async () => {
		box = sandbox();
		const first = await build();
		const before = generations();
		const second = await build();
		expect(second).toMatchObject({
			unchanged: true,
			generation: first.generation,
			builtAt: first.builtAt,
			embedded: 0,
		});
		expect(generations()).toEqual(before);
	});

	it("remembers the latest command line, where it names the same articles, too", async () => {
		box = sandbox();
		const first = await build({ overrides: { articles: [join(box.folder, "corpus")] } });
		expect(await recordedOverrides(await box.config())).toHaveProperty("articles");
		expect(await build()).toMatchObject({ unchanged: true, builtAt: first.builtAt });
		expect(await recordedOverrides(await box.config())).toEqual({});
	});

	it("gives the same bytes again when forced to", async () => {
		box = sandbox();
		const first = await build();
		const before = generations();
		const second = await build({ force: true });
		expect(second).toMatchObject({ unchanged: false, generation: first.generation, embedded: 0 });
		expect(generations()).toEqual(before);
	});

	it("gives the same bytes in another folder", async () => {
		box = sandbox();
		const first = await build();
		const before = generations();
		box.remove();
		box = sandbox();
		expect((await build()).generation).toBe(first.generation);
		expect(generations()).toEqual(before);
	});

	it("embeds only the chunks of an edit", async () => {
		box = sandbox();
		await build();
		const bread = SAMPLE_ARTICLES["corpus/bread.md"] ?? "";
		box.write("corpus/bread.md", bread.replace("28 degrees", "27 degrees"));
		const report = await build();
		expect(report).toMatchObject({ unchanged: false, embedded: 1 });
		expect(report.reused).toBe(report.chunks - 1);
	});

	it("keeps the last two generations", async () => {
		box = sandbox();
		for (const temperature of ["26", "27", "28", "29"]) {
			box.write(
				"corpus/note.txt",
				`A note\n\nDough rises at ${temperature} degrees in this kitchen.`,
			);
			await build();
		}
		expect(readdirSync(join(box.folder, ".sitecite/generations"))).toHaveLength(2);
	});

	it("puts a damaged index right although no article changed", async () => {
		box = sandbox();
		const { generation } = await build();
		const file = `.sitecite/generations/${generation}/articles.bin`;
		const bytes = readFileSync(join(box.folder, file));
		bytes[10] = (bytes[10] ?? 0) ^ 1;
		box.write(file, bytes);
		expect(await build()).toMatchObject({ unchanged: false, generation });
		expect(await build()).toMatchObject({ unchanged: true });
	});

	it("reports what it skips and goes on", async () => {
		box = sandbox({
			...SAMPLE_ARTICLES,
			"corpus/draft.md": "---\ntitle: Not yet\ndraft: true\n---\n\nSoon to come.",
			"corpus/empty.txt": "",
		});
		box.write("corpus/image.txt", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 255]));
		const report = await build();
		expect(report.articles).toBe(3);
		const skipped = report.skipped.map(({ path, isProblem }) => [path, isProblem]);
		expect(Object.fromEntries(skipped)).toEqual({
			"corpus/draft.md": false,
			"corpus/empty.txt": true,
			"corpus/image.txt": true,
		});
		expect((await inspectIndex(await box.config())).skipped).toEqual(report.skipped);
	});

	it("fails on what it would skip when strict, and keeps the index", async () => {
		box = sandbox();
		const { generation } = await build();
		box.write("corpus/empty.txt", "");
		await expect(build({ strict: true })).rejects.toThrow(/corpus\/empty\.txt/);
		expect((await inspectIndex(await box.config())).generation).toBe(generation);
	});

	it("names both files where two articles have one URL, and keeps the index", async () => {
		box = sandbox();
		const { generation } = await build();
		box.write("corpus/copy.md", "---\ntitle: Copy\nurl: /bread/\n---\n\nThe same place.");
		await expect(build()).rejects.toMatchObject({
			code: "duplicate_url",
			message: expect.stringMatching(/bread\.md.*copy\.md|copy\.md.*bread\.md/),
		});
		expect((await inspectIndex(await box.config())).generation).toBe(generation);
	});

	it("says so where there is no article", async () => {
		box = sandbox({ "corpus/notes.pdf": "%PDF" });
		await expect(build()).rejects.toMatchObject({ code: "no_articles" });
		await expect(buildIndex({ config: await box.config({ articles: ["gone"] }) })).rejects.toThrow(
			/gone/,
		);
	});

	describe("with golden questions", () => {
		const QUESTIONS = [
			"- question: How much will repairs of the dam cost?",
			"  article: corpus/2024-05-02-mill-dam.txt",
			"  quote: repairs would cost two million crowns",
		].join("\n");
		const golden = (minimums: GoldenMinimums) => {
			box.write("questions.yaml", QUESTIONS);
			return { questionsFile: join(box.folder, "questions.yaml"), minimums };
		};

		it("makes a generation current that answers them", async () => {
			box = sandbox();
			const { generation } = await build({ golden: golden({ recall3: 1, answerAccuracy: 1 }) });
			expect((await inspectIndex(await box.config())).generation).toBe(generation);
		});

		it("keeps the old generation where the new one does not", async () => {
			box = sandbox();
			const { generation } = await build();
			box.write("corpus/2024-05-02-mill-dam.txt", "The Mill\n\nNothing is known of its dam.");
			await expect(build({ golden: golden({ recall3: 1 }) })).rejects.toMatchObject({
				code: "golden_failed",
				message: expect.stringContaining("recall3 is 0.000 (0 of 1), not 1"),
			});
			expect((await inspectIndex(await box.config())).generation).toBe(generation);
			expect(readdirSync(join(box.folder, ".sitecite/generations"))).toEqual([generation]);
			expect(await build()).toMatchObject({ unchanged: false });
		});

		it("asks them of an unchanged index, too", async () => {
			box = sandbox();
			await build();
			const { questionsFile, minimums } = golden({ hit1: 1 });
			const gate = { questionsFile, minimums };
			expect(await build({ golden: gate })).toMatchObject({ unchanged: true });
			const wrong = "- question: dam\n  article: corpus/bread.md\n  quote: Wild yeast";
			box.write("questions.yaml", wrong);
			await expect(build({ golden: gate })).rejects.toMatchObject({ code: "golden_failed" });
		});
	});

	it("leaves the index as it was when aborted", async () => {
		box = sandbox();
		const { generation } = await build();
		box.write("corpus/note.txt", "A note\n\nSomething new has happened here.");
		const controller = new AbortController();
		const aborted = build({
			signal: controller.signal,
			onProgress: () => controller.abort(new Error("enough")),
		});
		await expect(aborted).rejects.toThrow("enough");
		expect((await inspectIndex(await box.config())).generation).toBe(generation);
		expect(await build()).toMatchObject({ unchanged: false, articles: 4 });
	});

	it("tells how far it has come", async () => {
		box = sandbox();
		const seen: BuildProgress[] = [];
		await build({ onProgress: (progress) => seen.push(progress) });
		expect(seen.filter(({ stage }) => stage === "reading").at(-1)).toEqual({
			stage: "reading",
			done: 3,
			total: 3,
		});
		expect(new Set(seen.map(({ stage }) => stage))).toEqual(
			new Set(["reading", "indexing", "writing"]),
		);
	});
});
