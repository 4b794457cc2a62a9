import { insert, remove, update } from "@orama/orama";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { IndexedChunk } from "../../../src/domain/indexed-chunk.ts";
import { documentOfChunk } from "../../../src/engines/orama/chunk-document.ts";
import { type OramaEngine, openOramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { chunkOf } from "../../contracts/search-engine.ts";
import { makeOramaEngine } from "./make-orama-engine.ts";

/** None of them is a stop word, and each is its own stem: the reference below needs no analysis. */
const WORDS = ["ada", "bolt", "cobalt", "dock", "elm", "frost"];
const TITLE_WEIGHT = 2;
const K1 = 1.2;
const B = 0.5;

interface Edit {
	readonly kind: "insert" | "remove" | "update";
	readonly chunk: IndexedChunk;
}

test("scores are those of a plain implementation of BM25, through inserts, updates and removals", async () => {
	await fc.assert(
		fc.asyncProperty(chunks(), edits(), question(), async (start, changes, words) => {
			const engine = await makeOramaEngine(
				start.map((chunk) => ({ chunk, vector: null })),
				2,
			);
			const live = new Map(start.map((chunk) => [chunk.id, chunk]));
			for (const edit of changes) await applyEdit(engine, live, edit);

			const expected = referenceScores([...live.values()], words);
			const scores = await scoresOf(engine, words.join(" "));
			expect([...scores.keys()].sort()).toEqual([...expected.keys()].sort());
			for (const [id, score] of scores) expect(score).toBeCloseTo(expected.get(id) ?? 0, 9);
		}),
		{ numRuns: 150 },
	);
});

test("what is packed and opened again scores exactly as before", async () => {
	await fc.assert(
		fc.asyncProperty(chunks(), edits(), question(), async (start, changes, words) => {
			const engine = await makeOramaEngine(
				start.map((chunk) => ({ chunk, vector: null })),
				2,
			);
			const live = new Map(start.map((chunk) => [chunk.id, chunk]));
			for (const edit of changes) await applyEdit(engine, live, edit);

			const reopened = openOramaEngine(engine.pack());
			expect(reopened.chunkCount).toBe(live.size);
			const query = words.join(" ");
			expect(await scoresOf(reopened, query)).toEqual(await scoresOf(engine, query));
		}),
		{ numRuns: 100 },
	);
});

test("many removals make room without changing any score", async () => {
	const text = (index: number): string => `${WORDS[index % 6]} ${WORDS[(index * 5) % 4]} ${index}`;
	const all = Array.from({ length: 2500 }, (_, index) => chunkOf(`c${index}`, text(index)));
	const engine = await makeOramaEngine(
		all.map((chunk) => ({ chunk, vector: null })),
		2,
	);
	for (const chunk of all.slice(0, 2000)) await remove(engine.database, chunk.id);
	const expected = referenceScores(all.slice(2000), ["bolt", "dock"]);
	const scores = await scoresOf(engine, "bolt dock");
	expect(scores.size).toBe(expected.size);
	for (const [id, score] of scores) expect(score).toBeCloseTo(expected.get(id) ?? 0, 9);
});

async function applyEdit(
	engine: OramaEngine,
	live: Map<string, IndexedChunk>,
	{ kind, chunk }: Edit,
): Promise<void> {
	const { database } = engine;
	if (kind === "remove") {
		await remove(database, chunk.id);
		live.delete(chunk.id);
		return;
	}
	const document = documentOfChunk(chunk, null);
	if (live.has(chunk.id)) await update(database, chunk.id, document);
	else await insert(database, document);
	live.set(chunk.id, chunk);
}

async function scoresOf(engine: OramaEngine, text: string): Promise<Map<string, number | null>> {
	const { candidates } = await engine.candidates({
		text,
		vector: null,
		lexical: true,
		filter: {},
		limit: 10_000,
	});
	return new Map(candidates.map(({ chunk, scores }) => [chunk.id, scores.lexical]));
}

/** BM25 by its formula, over lists of words. */
function referenceScores(
	live: readonly IndexedChunk[],
	question: readonly string[],
): Map<string, number> {
	const texts = live.map((chunk) => {
		const title = wordsOf(chunk.article.title);
		const once = [...chunk.headings.flatMap(wordsOf), ...wordsOf(chunk.text)];
		const length = TITLE_WEIGHT * title.length + once.length;
		const frequency = (word: string): number =>
			TITLE_WEIGHT * title.filter((each) => each === word).length +
			once.filter((each) => each === word).length;
		return { id: chunk.id, length, frequency };
	});
	const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
	const scores = new Map<string, number>();
	for (const word of question) {
		const holding = texts.filter(({ frequency }) => frequency(word) > 0).length;
		const idf = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
		for (const { id, length, frequency } of texts) {
			const tf = frequency(word);
			if (tf === 0) continue;
			const score = (idf * tf) / (tf + K1 * (1 - B + (B * length) / average));
			scores.set(id, (scores.get(id) ?? 0) + score);
		}
	}
	return scores;
}

function wordsOf(text: string): string[] {
	return text.split(" ").filter((word) => word !== "");
}

function phrase(maxLength: number): fc.Arbitrary<string> {
	return fc.array(fc.constantFrom(...WORDS), { maxLength }).map((words) => words.join(" "));
}

function chunk(): fc.Arbitrary<IndexedChunk> {
	const id = fc.integer({ min: 0, max: 7 }).map((number) => `c${number}`);
	const headings = fc.array(phrase(2), { maxLength: 2 });
	return fc
		.tuple(id, phrase(3), headings, phrase(12))
		.map(([own, title, above, text]) => chunkOf(own, text, { title }, above));
}

function chunks(): fc.Arbitrary<IndexedChunk[]> {
	return fc.uniqueArray(chunk(), { maxLength: 6, selector: ({ id }) => id });
}

function edits(): fc.Arbitrary<Edit[]> {
	const kind = fc.constantFrom("insert" as const, "remove" as const, "update" as const);
	return fc.array(fc.record({ kind, chunk: chunk() }), { maxLength: 8 });
}

function question(): fc.Arbitrary<string[]> {
	return fc.array(fc.constantFrom(...WORDS, "zinc"), { minLength: 1, maxLength: 4 });
}
