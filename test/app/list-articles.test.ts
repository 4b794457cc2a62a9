import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { listArticles } from "../../src/app/list-articles.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { articleListQuery } from "../../src/contract/article-list.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";

const DATES = [
	"2021-05-01",
	"2021-05-01",
	"2021-05-01T22:00:00-05:00",
	"2019-01-01",
	null,
	null,
	"2024-01-01",
];

let box: Sandbox;
let index: OpenIndex;

beforeAll(async () => {
	box = sandbox(
		Object.fromEntries(
			DATES.map((date, i) => [
				`corpus/article-${i}.md`,
				[
					"---",
					`title: Article ${i}`,
					...(date === null ? [] : [`date: ${date}`]),
					`series: ${i % 2 === 0 ? "Even" : "Odd"}`,
					"---",
					`## Heading ${i % 3}`,
					`The text of article ${i}.`,
				].join("\n"),
			]),
		),
	);
	const config = await box.config({ embedder: "static", fields: ["series", "desk"] });
	await buildIndex({ config });
	index = await openIndex(config);
});

afterAll(async () => {
	await index.close();
	box.remove();
});

const list = (parameters: Readonly<Record<string, unknown>> = {}) =>
	listArticles(index, articleListQuery.parse(parameters));
const titles = async (parameters: Readonly<Record<string, unknown>> = {}) =>
	(await list(parameters)).articles.map(({ title }) => Number(title.replace("Article ", "")));

describe("listing articles", () => {
	it("gives the newest first, or the oldest, and those without a date last", async () => {
		expect((await titles())[0]).toBe(6);
		expect((await titles()).slice(0, 2)).toEqual([6, 2]);
		expect((await titles()).slice(-2).sort()).toEqual([4, 5]);
		expect((await titles({ sort: "oldest" })).slice(0, 1)).toEqual([3]);
		expect((await titles({ sort: "oldest" })).slice(-2).sort()).toEqual([4, 5]);
	});

	it("gives every article once, whatever the pages' length and the order", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 9 }),
				fc.constantFrom("newest", "oldest"),
				async (limit, sort) => {
					const seen: string[] = [];
					let cursor: string | null = null;
					do {
						const page = await list({
							limit: String(limit),
							sort,
							...(cursor !== null && { cursor }),
						});
						expect(page.total).toBe(DATES.length);
						expect(page.articles.length).toBeGreaterThan(0);
						seen.push(...page.articles.map(({ id }) => id));
						cursor = page.next;
					} while (cursor !== null);
					expect(seen).toEqual((await list({ sort })).articles.map(({ id }) => id));
					expect(new Set(seen).size).toBe(DATES.length);
				},
			),
		);
	});

	it("narrows by year, section and the owner's own fields", async () => {
		expect(await titles({ year: ["2021", "2024"] })).toEqual([
			6,
			2,
			...(await titles({ year: "2021" })).slice(1),
		]);
		expect((await titles({ section: "Heading 1" })).sort()).toEqual([1, 4]);
		expect((await titles({ where: "series:Odd" })).sort()).toEqual([1, 3, 5]);
		expect(await titles({ where: ["series:Odd", "series:Even"] })).toHaveLength(DATES.length);
		expect(await titles({ where: ["series:Odd", "desk:Local"] })).toEqual([]);
		expect(await list({ where: "series:Odd", limit: "2" })).toMatchObject({ total: 3 });
	});

	it("shows what an article's own fields are", async () => {
		expect((await list({ limit: "1" })).articles[0]?.fields).toEqual({ series: ["Even"] });
	});

	it("refuses a field that the index does not keep, and names the nearest", async () => {
		await expect(list({ where: "serie:Odd" })).rejects.toThrowError(
			expect.objectContaining({
				code: "bad_request",
				message: expect.stringContaining('did you mean "series"?'),
			}),
		);
	});

	it("refuses any cursor that it did not give", async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ maxLength: 30 }), async (cursor) => {
				try {
					expect((await list({ cursor })).articles.length).toBeLessThanOrEqual(DATES.length);
				} catch (error) {
					expect(error).toMatchObject({ code: "bad_request" });
				}
			}),
		);
		for (const cursor of ["", "bm9uZQ", Buffer.from("[1,2]").toString("base64url")]) {
			await expect(list({ cursor })).rejects.toThrowError(
				expect.objectContaining({ code: "bad_request" }),
			);
		}
	});
});
