import { insertMultiple, remove, search } from "@orama/orama";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChunkDatabase } from "../../../src/engines/orama/chunk-database.ts";
import { type ChunkDocument, documentOfChunk } from "../../../src/engines/orama/chunk-document.ts";
import { chunkOf } from "../../contracts/search-engine.ts";

const TAGS = ["red", "green", "blue"];
const YEARS = ["2019", "2020", "2021"];
const WORDS = ["anchor", "barrel", "candle"];

type Condition = { readonly where: object; readonly passes: (document: ChunkDocument) => boolean };

test("filters let through exactly the documents that a plain filter does", async () => {
	await fc.assert(
		fc.asyncProperty(documents(), condition(), fc.nat(), async (all, { where, passes }, pick) => {
			const { database } = createChunkDatabase(2);
			await insertMultiple(database, structuredClone(all));
			const gone = all[pick % all.length]?.id ?? "";
			await remove(database, gone);
			const { hits } = await search(database, { where, limit: 100 });
			const expected = all.filter((document) => document.id !== gone && passes(document));
			expect(hits.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
		}),
		{ numRuns: 300 },
	);
});

describe("a wrong filter is refused with what would be right:", () => {
	test.each([
		["an unknown property", { colour: { eq: "red" } }, /colour.*tags/],
		["a vector", { embedding: { eq: 1 } }, /embedding/],
		["an unknown operator", { year: { like: "20" } }, /like.*eq, in, nin/],
		["a name that objects have anyway", { year: { constructor: 1 } }, /constructor/],
		["an operator of another type", { tags: { eq: "red" } }, /eq.*containsAll/],
		["no list where one is needed", { year: { in: "2020" } }, /no list/],
		["no number where one is needed", { published: { gt: "2020" } }, /no number/],
		["a value in place of conditions", { year: "2020" }, /year takes an object/],
		["a number in place of words", { text: 3 }, /text takes a text/],
		["no condition after not", { not: "red" }, /not takes an object/],
	])("%s", async (_, where, message) => {
		const { database } = createChunkDatabase(2);
		await insertMultiple(database, [documentOfChunk(chunkOf("one", "anchor"), null)]);
		const answer = Promise.resolve().then(() => search(database, { where: where as object }));
		await expect(answer).rejects.toMatchObject({ code: "bad_request", message });
	});
});

function documents(): fc.Arbitrary<ChunkDocument[]> {
	const some = (values: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...values]);
	const day = fc.option(fc.constantFrom(...YEARS.map((year) => `${year}-05-01`)));
	const document = fc
		.tuple(fc.nat(30), some(TAGS), day, some(WORDS), some(WORDS))
		.map(([id, tags, published, text, title]) =>
			documentOfChunk(
				chunkOf(`d${id}`, text.join(" "), { tags, published, title: title.join(" ") }),
				null,
			),
		);
	return fc.uniqueArray(document, { minLength: 1, maxLength: 12, selector: ({ id }) => id });
}

function condition(): fc.Arbitrary<Condition> {
	const { tree } = fc.letrec<{ tree: Condition; leaf: Condition; node: Condition }>((tie) => ({
		tree: fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("node")),
		leaf: fc.oneof(enumCondition(), tagsCondition(), numberCondition(), textCondition()),
		node: fc
			.tuple(fc.constantFrom("and", "or", "not", "both"), tie("tree"), tie("tree"))
			.map(([kind, left, right]): Condition => {
				if (kind === "not") {
					return { where: { not: left.where }, passes: (document) => !left.passes(document) };
				}
				const where = { [kind === "or" ? "or" : "and"]: [left.where, right.where] };
				return kind === "or"
					? { where, passes: (document) => left.passes(document) || right.passes(document) }
					: { where, passes: (document) => left.passes(document) && right.passes(document) };
			}),
	}));
	return tree;
}

function enumCondition(): fc.Arbitrary<Condition> {
	const list = fc.subarray([...YEARS, "1999"]);
	return fc.oneof(
		fc.constantFrom(...YEARS).map((year) => ({
			where: { year: { eq: year } },
			passes: (document: ChunkDocument) => document.year === year,
		})),
		list.map((years) => ({
			where: { year: { in: years } },
			passes: ({ year }: ChunkDocument) => year !== undefined && years.includes(year),
		})),
		list.map((years) => ({
			where: { year: { nin: years } },
			passes: ({ year }: ChunkDocument) => year !== undefined && !years.includes(year),
		})),
	);
}

function tagsCondition(): fc.Arbitrary<Condition> {
	const list = fc.subarray([...TAGS, "none"]);
	return fc.oneof(
		list.map((wanted) => ({
			where: { tags: { containsAll: wanted } },
			passes: ({ tags }: ChunkDocument) =>
				wanted.length > 0 && wanted.every((tag) => tags.includes(tag)),
		})),
		list.map((wanted) => ({
			where: { tags: { containsAny: wanted } },
			passes: ({ tags }: ChunkDocument) => wanted.some((tag) => tags.includes(tag)),
		})),
	);
}

function numberCondition(): fc.Arbitrary<Condition> {
	const moment = fc.constantFrom(Date.UTC(2019, 4, 1), Date.UTC(2020, 4, 1), Date.UTC(2020, 6, 1));
	const on =
		(test: (day: number) => boolean) =>
		({ published }: ChunkDocument) =>
			published !== undefined && test(published);
	return fc.oneof(
		moment.map((at) => ({ where: { published: { gt: at } }, passes: on((day) => day > at) })),
		moment.map((at) => ({ where: { published: { gte: at } }, passes: on((day) => day >= at) })),
		moment.map((at) => ({ where: { published: { lt: at } }, passes: on((day) => day < at) })),
		moment.map((at) => ({ where: { published: { lte: at } }, passes: on((day) => day <= at) })),
		moment.map((at) => ({ where: { published: { eq: at } }, passes: on((day) => day === at) })),
		fc.tuple(moment, moment).map(([from, to]) => ({
			where: { published: { between: [from, to] } },
			passes: on((day) => day >= from && day <= to),
		})),
		fc.tuple(moment, moment).map(([from, to]) => ({
			where: { published: { gte: from, lt: to } },
			passes: on((day) => day >= from && day < to),
		})),
	);
}

function textCondition(): fc.Arbitrary<Condition> {
	return fc
		.tuple(fc.constantFrom("title", "text"), fc.subarray(WORDS))
		.map(([property, words]) => ({
			where: { [property]: words },
			passes: (document: ChunkDocument) =>
				words.some((word) => String(Reflect.get(document, property)).includes(word)),
		}));
}
