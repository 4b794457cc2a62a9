import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CandidateQuery } from "../../../src/domain/candidate.ts";
import { SiteciteError } from "../../../src/domain/errors.ts";
import { openOramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { OramaEngineBuilder } from "../../../src/engines/orama/orama-engine-builder.ts";
import { axis, chunkOf } from "../../contracts/search-engine.ts";
import { sectionsOf } from "./make-orama-engine.ts";

const ARTICLE = {
	id: "a",
	title: "Kites",
	tags: ["wind"],
	authors: ["Io Lark"],
	lang: "en",
	url: "/a",
	path: "a.md",
};
const CHUNKS = [
	{
		chunk: chunkOf("one", "A kite needs wind.", { ...ARTICLE, published: "2020-01-01" }),
		vector: axis(0),
	},
	{
		chunk: chunkOf("two", "Its tail steadies it.", { ...ARTICLE, published: "2020-01-01" }),
		vector: axis(1),
	},
	{
		chunk: chunkOf("three", "Ein Drachen steigt.", { title: "Drachen", lang: "de" }),
		vector: null,
	},
];
const QUERY: CandidateQuery = {
	text: "kite tail",
	vector: axis(1),
	lexical: true,
	filter: { tags: ["wind"] },
	limit: 10,
};

test("equal chunks in equal order give equal bytes", () => {
	expect(sectionsOf(CHUNKS, 8)).toEqual(sectionsOf(structuredClone(CHUNKS), 8));
});

test("packing an opened engine gives the bytes it was opened from", () => {
	const sections = sectionsOf(CHUNKS, 8);
	expect(openOramaEngine(sections).pack()).toEqual(sections);
});

test("every section has a plain file name and a size that keeps arrays aligned", () => {
	for (const [name, bytes] of sectionsOf(CHUNKS, 8)) {
		expect(name).toMatch(/^[a-z0-9-]+\.[a-z]+$/);
		if (name.endsWith(".bin")) expect(bytes.length % 8).toBe(0);
	}
});

test("an engine opens from sections at any place in memory, and beside others", async () => {
	const shifted = new Map(
		[...sectionsOf(CHUNKS, 8)].map(([name, bytes]) => {
			const buffer = new Uint8Array(bytes.length + 3);
			buffer.set(bytes, 3);
			return [name, buffer.subarray(3)];
		}),
	);
	const engine = openOramaEngine(new Map([...shifted, ["other.bin", new Uint8Array(5)]]));
	const { candidates } = await engine.candidates(QUERY);
	expect(candidates.map(({ chunk }) => chunk.id).sort()).toEqual(["one", "two"]);
});

test("an engine never writes into its sections", async () => {
	const sections = sectionsOf(CHUNKS, 8);
	const before = structuredClone(new Map(sections));
	const engine = openOramaEngine(sections);
	const { insert, remove } = await import("@orama/orama");
	await remove(engine.database, "one");
	await insert(engine.database, {
		id: "four",
		text: "A new kite.",
		title: "Kites",
		embedding: Array.from(axis(2)),
	});
	await engine.candidates(QUERY);
	expect(new Map(sections)).toEqual(before);
});

test("one article is stored once, however many chunks it has", () => {
	const decoder = new TextDecoder();
	const text = decoder.decode(sectionsOf(CHUNKS, 8).get("chunk-articles.bin"));
	expect(text.split("Io Lark")).toHaveLength(2);
});

describe("a damaged index", () => {
	const sections = sectionsOf(CHUNKS, 8);

	test.each([...sections.keys()])("without %s is refused by that name", (name) => {
		const damaged = new Map(sections);
		damaged.delete(name);
		expect(() => openOramaEngine(damaged)).toThrow(
			expect.objectContaining({ code: "index_corrupt", message: expect.stringContaining(name) }),
		);
	});

	test.each([...sections.keys()])("with %s cut off or too long is refused by that name", (name) => {
		const bytes = sections.get(name) ?? new Uint8Array(0);
		const longer = new Uint8Array(bytes.length + 8);
		longer.set(bytes);
		for (const wrong of [bytes.subarray(0, -8), bytes.subarray(0, 4), new Uint8Array(0), longer]) {
			expect(() => openOramaEngine(new Map(sections).set(name, wrong))).toThrow(
				expect.objectContaining({ code: "index_corrupt", message: expect.stringContaining(name) }),
			);
		}
	});

	test("with a section of another build is refused", () => {
		const other = sectionsOf(CHUNKS.slice(0, 2), 8);
		for (const name of sections.keys()) {
			if (name === "lexical-terms.bin" || name === "chunk-articles.bin") continue;
			const mixed = new Map(sections).set(name, other.get(name) ?? new Uint8Array(0));
			expect(() => openOramaEngine(mixed), name).toThrow(SiteciteError);
		}
	});

	test("of another format is refused with the remedy", () => {
		const header = new TextEncoder().encode('{"format":99,"chunks":3,"dimensions":8}');
		expect(() => openOramaEngine(new Map(sections).set("engine.json", header))).toThrow(
			expect.objectContaining({ code: "index_version", message: expect.stringContaining("Build") }),
		);
	});

	test("with any byte changed opens or is refused, and never hangs or crashes", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...sections.keys()),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				async (name, place, change) => {
					const bytes = Uint8Array.from(sections.get(name) ?? []);
					const index = place % bytes.length;
					bytes[index] = (bytes[index] ?? 0) ^ change;
					try {
						await openOramaEngine(new Map(sections).set(name, bytes)).candidates(QUERY);
					} catch (error) {
						expect(error).toBeInstanceOf(Error);
						expect(error).not.toBeInstanceOf(RangeError);
					}
				},
			),
			{ numRuns: 400 },
		);
	});
});

test("the builder refuses a second chunk of one id and a vector of another length", () => {
	const builder = new OramaEngineBuilder({ dimensions: 8 });
	builder.add(chunkOf("one", "text"), null);
	expect(() => builder.add(chunkOf("one", "text"), null)).toThrow(
		expect.objectContaining({ code: "article_invalid" }),
	);
	expect(() => builder.add(chunkOf("two", "text"), new Float32Array(3))).toThrow(
		expect.objectContaining({ code: "embedder_mismatch" }),
	);
});
