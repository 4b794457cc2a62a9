import { open } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Article, Block } from "../../src/domain/article.ts";
import type { SourceSegment } from "../../src/domain/source-map.ts";
import { ArticleStore } from "../../src/indexing/article-store.ts";
import { ArticleWriter } from "../../src/indexing/article-writer.ts";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import type { WrittenGeneration } from "../../src/indexing/generation-writer.ts";
import { CONTENTS } from "./build-index-folder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Any string JavaScript can hold, broken surrogates included. */
const text = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);

const block: fc.Arbitrary<Block> = fc.oneof(
	fc.record({
		kind: fc.constantFrom("standfirst", "paragraph", "list", "quote", "code", "table"),
		start: fc.nat(),
		end: fc.nat(),
	}),
	fc.record({
		kind: fc.constant("heading"),
		start: fc.nat(),
		end: fc.nat(),
		level: fc.integer({ min: 1, max: 6 }),
	}),
	fc.record({
		kind: fc.constantFrom("heading", "paragraph"),
		start: fc.nat(),
		end: fc.nat(),
		afterGap: fc.constant(true),
	}),
);

const segment: fc.Arbitrary<SourceSegment> = fc.record({
	start: fc.nat(),
	end: fc.nat(),
	sourceStart: fc.nat(),
	sourceEnd: fc.nat(),
});

const article: fc.Arbitrary<Article> = fc.record({
	id: fc.string({ unit: "grapheme", maxLength: 20 }),
	title: text,
	url: text,
	authors: fc.array(text),
	published: fc.option(fc.constant("2019-01-05")),
	modified: fc.option(fc.constant("2023-03-24T15:29:00-05:00")),
	lang: fc.option(fc.constant("en")),
	tags: fc.array(text),
	fields: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.array(text)),
	description: fc.option(text),
	text,
	blocks: fc.array(block),
	sourceMap: fc.array(segment),
	path: text,
});

async function writeArticles(
	folder: string,
	articles: readonly Article[],
): Promise<WrittenGeneration> {
	const build = await new GenerationStore(folder).startBuild();
	try {
		const generation = await build.beginGeneration();
		const writer = await ArticleWriter.start(generation);
		for (const each of articles) await writer.add(each);
		await writer.finish();
		expect(writer.count).toBe(articles.length);
		const written = await generation.commit(CONTENTS);
		await build.makeCurrent(written.name, {});
		return written;
	} finally {
		await build.release();
	}
}

async function openArticles(folder: string) {
	const { generation } = await new GenerationStore(folder).open({ lazy: ["articles.bin"] });
	return { generation, articles: new ArticleStore(generation) };
}

test("every article is read back as it was written, and no other id is found", async () => {
	const folder = await temporaryFolder();
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(article, { selector: ({ id }) => id, maxLength: 12 }),
			fc.string(),
			async (written, otherId) => {
				await writeArticles(folder, written);
				const { generation, articles } = await openArticles(folder);
				expect(articles.count).toBe(written.length);
				expect(new Set(articles.ids())).toEqual(new Set(written.map(({ id }) => id)));
				for (const each of written) expect(await articles.get(each.id)).toEqual(each);
				if (written.every(({ id }) => id !== otherId)) {
					expect(await articles.get(otherId)).toBeNull();
				}
				await generation.close();
			},
		),
		{ numRuns: 60 },
	);
}, 20_000);

const plain: Article = {
	id: "plain",
	title: "A plain article",
	url: "/plain/",
	authors: ["Ada Field"],
	published: "2024-05-01",
	modified: null,
	lang: "en",
	tags: ["rivers"],
	fields: { series: ["Ferries"] },
	description: null,
	text: "The ferry runs again.",
	blocks: [{ kind: "paragraph", start: 0, end: 21 }],
	sourceMap: [{ start: 0, end: 21, sourceStart: 40, sourceEnd: 61 }],
	path: "news/plain.md",
};

test("equal articles in equal order make the same generation", async () => {
	const articles = [plain, { ...plain, id: "another" }];
	const first = await writeArticles(await temporaryFolder(), articles);
	const copies = structuredClone(articles).map((copy) => {
		const { id, ...rest } = copy;
		return { ...rest, id };
	});
	expect((await writeArticles(await temporaryFolder(), copies)).name).toBe(first.name);
	const other = await writeArticles(await temporaryFolder(), articles.toReversed());
	expect(other.name).not.toBe(first.name);
});

test("an id with broken surrogates never finds the article that looks like it in UTF-8", async () => {
	const folder = await temporaryFolder();
	await writeArticles(folder, [{ ...plain, id: "\ufffd" }]);
	const { generation, articles } = await openArticles(folder);
	expect(await articles.get("\ud800")).toBeNull();
	expect((await articles.get("\ufffd"))?.title).toBe(plain.title);
	await generation.close();
});

test("two articles with one id are an error that names both files", async () => {
	const attempt = writeArticles(await temporaryFolder(), [plain, { ...plain, path: "copy.md" }]);
	await expect(attempt).rejects.toMatchObject({
		code: "article_invalid",
		message: expect.stringMatching(/copy\.md.*news\/plain\.md/),
	});
});

test("a record that is damaged while the index is open is an error, and the others are still read", async () => {
	const folder = await temporaryFolder();
	const { name } = await writeArticles(folder, [plain, { ...plain, id: "another" }]);
	const { generation, articles } = await openArticles(folder);
	const file = join(folder, "generations", name, "articles.bin");
	const handle = await open(file, "r+");
	const { buffer, bytesRead } = await handle.read(Buffer.alloc(400), 0, 400, 0);
	const position = buffer.subarray(0, bytesRead).indexOf("ferry");
	await handle.write("FERRY", position);
	await handle.close();
	await expect(articles.get("plain")).rejects.toMatchObject({
		code: "index_corrupt",
		message: expect.stringContaining(file),
	});
	expect((await articles.get("another"))?.text).toBe(plain.text);
	await expect(generation.verifyLazySections()).rejects.toMatchObject({ code: "index_corrupt" });
	await generation.close();
});

test("a generation without articles cannot be opened as a store of articles", async () => {
	const folder = await temporaryFolder();
	const build = await new GenerationStore(folder).startBuild();
	const { name } = await (await build.beginGeneration()).commit(CONTENTS);
	await build.makeCurrent(name, {});
	await build.release();
	const { generation } = await new GenerationStore(folder).open({ lazy: ["articles.bin"] });
	expect(() => new ArticleStore(generation)).toThrow(
		expect.objectContaining({ code: "index_corrupt" }),
	);
});
