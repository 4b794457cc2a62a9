import { insert, remove, update } from "@orama/orama";
import { describe, expect, test } from "vitest";
import type { Candidate } from "../../../src/domain/candidate.ts";
import { documentOfChunk } from "../../../src/engines/orama/chunk-document.ts";
import type { OramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { axis, chunkOf, describeSearchEngine } from "../../contracts/search-engine.ts";
import { makeOramaEngine } from "./make-orama-engine.ts";

describeSearchEngine("The embedded engine", makeOramaEngine);

describe("what Orama's functions change, the engine sees:", () => {
	test("a document inserted by hand is an article of its own", async () => {
		const engine = await makeOramaEngine([], 8);
		const text = "Herons nest by the weir.";
		await insert(engine.database, { id: "heron", title: "Birds", text, tags: ["nature"] });
		const [candidate] = await ask(engine, "heron");
		expect(candidate?.chunk).toMatchObject({
			...{ id: "heron", articleId: "heron", text, start: 0, end: text.length },
			sentences: [{ start: 0, end: text.length }],
			article: { title: "Birds", tags: ["nature"], published: null, lang: null },
		});
	});

	test("a chunk inserted with its details comes back as it was", async () => {
		const engine = await makeOramaEngine([], 8);
		const chunk = chunkOf("late", "A late goal.", { published: "2024-02-03T23:00:00-05:00" });
		await insert(engine.database, documentOfChunk(chunk, axis(0)));
		expect((await ask(engine, "goal"))[0]?.chunk).toEqual(chunk);
		expect(engine.chunkCount).toBe(1);
	});

	test("a text changed since loses the places of the old one", async () => {
		const chunk = chunkOf("one", "The old text.");
		const engine = await makeOramaEngine([{ chunk, vector: null }], 8);
		const document = documentOfChunk(chunk, null);
		await update(engine.database, "one", { ...document, text: "Fresh paint." });
		const [candidate] = await ask(engine, "paint");
		expect(candidate?.chunk).toMatchObject({
			text: "Fresh paint.",
			start: 0,
			end: 12,
			fragment: "",
		});
		expect(await ask(engine, "old")).toEqual([]);
	});

	test("candidates keep the chunks they were proposed with", async () => {
		const stored = chunkOf("one", "A quiet pond.");
		const inserted = chunkOf("two", "A quiet lane.");
		const engine = await makeOramaEngine([{ chunk: stored, vector: null }], 8);
		await insert(engine.database, documentOfChunk(inserted, null));
		const candidates = await ask(engine, "quiet");
		await remove(engine.database, "one");
		await update(engine.database, "two", documentOfChunk(chunkOf("two", "A loud lane."), null));
		expect(candidates.map(({ chunk }) => chunk)).toEqual([stored, inserted]);
	});

	test("a removed chunk is no candidate and counts in no facet", async () => {
		const article = { tags: ["gone"] };
		const engine = await makeOramaEngine(
			[
				{ chunk: chunkOf("one", "A quiet pond.", article), vector: axis(0) },
				{ chunk: chunkOf("two", "A quiet lane."), vector: axis(1) },
			],
			8,
		);
		await remove(engine.database, "one");
		const { candidates } = await engine.candidates({
			...{ text: "quiet pond", vector: axis(0), lexical: true, filter: {}, limit: 5 },
		});
		expect(candidates.map(({ chunk }) => chunk.id)).toEqual(["two"]);
		expect(engine.chunkCount).toBe(1);
	});
});

async function ask(engine: OramaEngine, text: string): Promise<readonly Candidate[]> {
	const query = { text, vector: null, lexical: true, filter: {}, limit: 5 };
	return (await engine.candidates(query)).candidates;
}
