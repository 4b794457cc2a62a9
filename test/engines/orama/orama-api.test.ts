import {
	count,
	create,
	getByID,
	insert,
	insertMultiple,
	load,
	remove,
	removeMultiple,
	save,
	search,
	update,
	upsert,
} from "@orama/orama";
import { beforeEach, describe, expect, test } from "vitest";
import {
	type ChunkDatabase,
	createChunkDatabase,
} from "../../../src/engines/orama/chunk-database.ts";
import { documentOfChunk } from "../../../src/engines/orama/chunk-document.ts";
import { chunkPlugin } from "../../../src/engines/orama/chunk-plugin.ts";
import { openOramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { packChunkStore } from "../../../src/engines/orama/pack-chunk-store.ts";
import { axis, chunkOf } from "../../contracts/search-engine.ts";

const LIBRARY = [
	documentOfChunk(
		chunkOf("moss", "Moss grows on the northern wall of the library.", {
			title: "Walls of the town",
			tags: ["plants", "town"],
			authors: ["Ida Reed"],
			published: "2020-03-01",
		}),
		axis(0),
	),
	documentOfChunk(
		chunkOf("lamp", "The library lamp burns until ten. A lamp, a lamp!", {
			title: "Evening hours",
			tags: ["town"],
			authors: ["Ida Reed", "Tom Vale"],
			published: "2021-03-01",
		}),
		axis(1),
	),
	documentOfChunk(
		chunkOf("snow", "Snow fell on the running track.", {
			title: "Weather",
			tags: ["weather"],
			authors: ["Tom Vale"],
			published: "2021-12-24",
		}),
		axis(2),
	),
	documentOfChunk(
		chunkOf("plain", "Nothing is known of this lamp.", { title: "Stray note" }),
		null,
	),
];

describe.each([
	["created by inserting", freshDatabase],
	["opened from an artifact", openedDatabase],
	["loaded from what Orama saved", loadedDatabase],
])("a database %s", (_, makeDatabase) => {
	let database: ChunkDatabase;

	beforeEach(async () => {
		database = await makeDatabase();
	});

	test("finds whole words by their stems, best first", async () => {
		const { hits, count: total } = await search(database, { term: "lamps" });
		expect(hits.map(({ id }) => id)).toEqual(["lamp", "plain"]);
		expect(total).toBe(2);
		expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? 0);
		expect(hits[0]?.document.title).toBe("Evening hours");
	});

	test("does not take a word for the beginning of others, unless no document holds it", async () => {
		expect(await idsOf(database, { term: "run" })).toEqual(["snow"]);
		expect(await idsOf(database, { term: "w" })).toEqual(["moss", "snow"]);
		expect(await idsOf(database, { term: "libr" })).toEqual(["lamp", "moss"]);
		expect(await idsOf(database, { term: "libr", exact: true })).toEqual([]);
	});

	test("overlooks as many typing errors as it is told to", async () => {
		expect(await idsOf(database, { term: "libarry snow", tolerance: 0 })).toEqual(["snow"]);
		expect(await idsOf(database, { term: "snwo", tolerance: 2 })).toContain("snow");
		expect(await idsOf(database, { term: "mosz", tolerance: 1 })).toEqual(["moss"]);
	});

	test("wants all words with threshold 0 and any with threshold 1", async () => {
		expect(await idsOf(database, { term: "library lamp", threshold: 0 })).toEqual(["lamp"]);
		expect(await idsOf(database, { term: "library lamp", threshold: 1 })).toHaveLength(3);
		expect(await idsOf(database, { term: "library lamp", threshold: 0.5 })).toHaveLength(2);
	});

	test("searches only the properties it is told to, with their boosts", async () => {
		expect(await idsOf(database, { term: "weather lamp", properties: ["title"] })).toEqual([
			"snow",
		]);
		const plain = await search(database, { term: "weather", boost: { title: 1 } });
		const boosted = await search(database, { term: "weather", boost: { title: 3 } });
		expect(boosted.hits[0]?.score).toBeGreaterThan(plain.hits[0]?.score ?? 0);
		await expect(
			Promise.resolve(search(database, { term: "weather", boost: { title: -1 } })),
		).rejects.toMatchObject({ code: "bad_request" });
	});

	test("pages through results by limit and offset", async () => {
		const all = await search(database, { term: "library lamp" });
		const second = await search(database, { term: "library lamp", limit: 1, offset: 1 });
		expect(second.hits.map(({ id }) => id)).toEqual([all.hits[1]?.id]);
		expect(second.count).toBe(3);
	});

	test("lists all documents where no term is given", async () => {
		expect(await idsOf(database, {})).toEqual(["lamp", "moss", "plain", "snow"]);
		expect(await idsOf(database, { where: { tags: { containsAll: ["town"] } } })).toEqual([
			"lamp",
			"moss",
		]);
	});

	test("counts facets and groups", async () => {
		const { facets } = await search(database, {
			term: "library lamp",
			facets: { tags: {}, published: { ranges: [{ from: 0, to: Date.UTC(2020, 11, 31) }] } },
		});
		expect(facets?.tags?.values).toEqual({ town: 2, plants: 1 });
		expect(Object.values(facets?.published?.values ?? {})).toEqual([1]);
		const { groups } = await search(database, {
			term: "library lamp",
			groupBy: { properties: ["title"] },
		});
		expect(groups?.map(({ values }) => values[0]).sort()).toEqual([
			"Evening hours",
			"Stray note",
			"Walls of the town",
		]);
	});

	test("gives one result for each value to be distinct on", async () => {
		const { hits } = await search(database, { term: "library lamp snow", distinctOn: "lang" });
		expect(hits).toHaveLength(1);
	});

	test("sorts by number, text or a function, documents without the property last", async () => {
		const term = "library lamp snow";
		const sorted = async (property: string, order: "ASC" | "DESC"): Promise<string[]> => {
			const { hits } = await search(database, { term, sortBy: { property, order } });
			return hits.map(({ id }) => id);
		};
		expect(await sorted("published", "ASC")).toEqual(["moss", "lamp", "snow", "plain"]);
		expect(await sorted("published", "DESC")).toEqual(["snow", "lamp", "moss", "plain"]);
		expect(await sorted("title", "ASC")).toEqual(["lamp", "plain", "moss", "snow"]);
		await expect(sorted("tags", "ASC")).rejects.toMatchObject({ code: "bad_request" });
		const { hits } = await search(database, {
			term,
			sortBy: ([, , left], [, , right]) => left.title.length - right.title.length,
		});
		expect(hits[0]?.id).toBe("snow");
	});

	test("searches by vector without hiding distant ones, unless told to", async () => {
		const vector = { value: Array.from(axis(1)), property: "embedding" };
		const all = await search(database, { mode: "vector", vector });
		expect(all.hits.map(({ id }) => id)).toEqual(["lamp", "moss", "snow"]);
		expect(all.hits[0]?.score).toBeCloseTo(1, 3);
		const near = await search(database, { mode: "vector", vector, similarity: 0.8 });
		expect(near.hits.map(({ id }) => id)).toEqual(["lamp"]);
		const filtered = await search(database, {
			mode: "vector",
			vector,
			where: { tags: { containsAny: ["weather"] } },
		});
		expect(filtered.hits.map(({ id }) => id)).toEqual(["snow"]);
	});

	test("gives vectors back only when asked for", async () => {
		const vector = { value: Array.from(axis(1)), property: "embedding" };
		const without = await search(database, { term: "moss" });
		expect(without.hits[0]?.document.embedding).toBeNull();
		const withVectors = await search(database, { mode: "vector", vector, includeVectors: true });
		expect(withVectors.hits[0]?.document.embedding[1]).toBeCloseTo(1, 2);
		expect(getByID(database, "lamp")?.embedding[1]).toBeCloseTo(1, 2);
	});

	test("joins both in a hybrid search", async () => {
		const vector = { value: Array.from(axis(2)), property: "embedding" };
		const { hits } = await search(database, { mode: "hybrid", term: "moss", vector });
		expect(
			hits
				.slice(0, 2)
				.map(({ id }) => id)
				.sort(),
		).toEqual(["moss", "snow"]);
	});

	test("inserts, and finds what was inserted by its words and its vector", async () => {
		await insert(database, documentOfChunk(chunkOf("tram", "A tram to the moss."), axis(4)));
		expect(await idsOf(database, { term: "tram" })).toEqual(["tram"]);
		expect(await idsOf(database, { term: "moss" })).toEqual(["moss", "tram"]);
		const vector = { value: Array.from(axis(4)), property: "embedding" };
		const { hits } = await search(database, { mode: "vector", vector, limit: 1 });
		expect(hits[0]?.id).toBe("tram");
		expect(count(database)).toBe(5);
	});

	test("refuses to insert an id twice", async () => {
		expect(() => insert(database, { ...LIBRARY[0] })).toThrow(/already/i);
	});

	test("removes, and forgets words and vectors of what was removed", async () => {
		expect(await remove(database, "lamp")).toBe(true);
		expect(await remove(database, "lamp")).toBe(false);
		expect(count(database)).toBe(3);
		expect(await idsOf(database, { term: "lamp" })).toEqual(["plain"]);
		expect(await idsOf(database, {})).toEqual(["moss", "plain", "snow"]);
		const vector = { value: Array.from(axis(1)), property: "embedding" };
		const { hits } = await search(database, { mode: "vector", vector });
		expect(hits.map(({ id }) => id)).not.toContain("lamp");
		expect(getByID(database, "lamp")).toBeUndefined();
		expect(await removeMultiple(database, ["moss", "snow", "never"])).toBe(2);
		expect(count(database)).toBe(1);
	});

	test("updates and upserts: the new text is found, the old one is not", async () => {
		const changed = documentOfChunk(chunkOf("snow", "Rain washed the track."), axis(3));
		await update(database, "snow", changed);
		expect(await idsOf(database, { term: "snow" })).toEqual([]);
		expect(await idsOf(database, { term: "rain" })).toEqual(["snow"]);
		await upsert(database, documentOfChunk(chunkOf("snow", "Hail again."), null));
		expect(await idsOf(database, { term: "rain" })).toEqual([]);
		await upsert(database, documentOfChunk(chunkOf("hail", "Hail at noon."), null));
		expect(await idsOf(database, { term: "hail" })).toEqual(["hail", "snow"]);
		expect(count(database)).toBe(5);
	});

	test("brings back a removed document that is inserted again", async () => {
		await remove(database, "moss");
		await insert(database, { ...LIBRARY[0] });
		expect(await idsOf(database, { term: "moss" })).toEqual(["moss"]);
	});
});

test("documents of several languages are found by the stems of each", async () => {
	const { database } = createChunkDatabase(8);
	await insertMultiple(database, [
		documentOfChunk(chunkOf("en", "Two houses were sold."), null),
		documentOfChunk(chunkOf("de", "Die Häuser sind verkauft.", { lang: "de" }), null),
		documentOfChunk(chunkOf("fr", "L'avion du matin a du retard.", { lang: "fr" }), null),
		documentOfChunk(chunkOf("ja", "新しい図書館が開きました。", { lang: "ja" }), null),
		documentOfChunk(chunkOf("th", "ห้องสมุดเปิดใหม่", { lang: "th" }), null),
	]);
	expect(await idsOf(database, { term: "house" })).toEqual(["en"]);
	expect(await idsOf(database, { term: "Haus" })).toEqual(["de"]);
	expect(await idsOf(database, { term: "avions" })).toEqual(["fr"]);
	expect(await idsOf(database, { term: "図書館" })).toEqual(["ja"]);
	expect(await idsOf(database, { term: "ห้องสมุด" })).toEqual(["th"]);
	expect(await idsOf(database, { term: "Wann sind die verkauft?" })).toEqual(["de"]);
});

test("an Orama schema of one's own works as well, nested properties included", async () => {
	const database = create({
		schema: { name: "string", meta: { colour: "enum", sizes: "number[]" }, sold: "boolean" },
		plugins: [chunkPlugin()],
	});
	await insertMultiple(database, [
		{ id: "1", name: "Oak table", meta: { colour: "brown", sizes: [120, 200] }, sold: true },
		{ id: "2", name: "Steel table", meta: { colour: "grey", sizes: [80] }, sold: false },
	]);
	const idsWhere = async (where: object): Promise<string[]> => {
		const { hits } = await search(database, { term: "tables", where });
		return hits.map(({ id }) => id).sort();
	};
	expect(await idsWhere({})).toEqual(["1", "2"]);
	expect(await idsWhere({ "meta.colour": { eq: "grey" } })).toEqual(["2"]);
	expect(await idsWhere({ "meta.sizes": { gt: 150 } })).toEqual(["1"]);
	expect(await idsWhere({ sold: true })).toEqual(["1"]);
});

test("a schema with a type the index lacks is refused by name", () => {
	expect(() => create({ schema: { place: "geopoint" }, plugins: [chunkPlugin()] })).toThrow(
		/place.*geopoint/,
	);
});

async function idsOf(database: ChunkDatabase, params: object): Promise<string[]> {
	const { hits } = await search(database, { limit: 100, ...params });
	return hits.map(({ id }) => id).sort();
}

async function freshDatabase(): Promise<ChunkDatabase> {
	const { database } = createChunkDatabase(8);
	await insertMultiple(database, LIBRARY.map(copyOf));
	return database;
}

async function openedDatabase(): Promise<ChunkDatabase> {
	const { database, store } = createChunkDatabase(8);
	await insertMultiple(database, LIBRARY.map(copyOf));
	return openOramaEngine(packChunkStore(store, 8)).database;
}

async function loadedDatabase(): Promise<ChunkDatabase> {
	const raw: unknown = JSON.parse(JSON.stringify(save(await freshDatabase())));
	const { database } = createChunkDatabase(8);
	load(database, raw as Parameters<typeof load>[1]);
	return database;
}

function copyOf<T>(document: T): T {
	return structuredClone(document);
}
