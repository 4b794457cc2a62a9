import { insert, remove } from "@orama/orama";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { IndexedChunk } from "../../../src/domain/indexed-chunk.ts";
import { documentOfChunk } from "../../../src/engines/orama/chunk-document.ts";
import { type OramaEngine, openOramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { chunkOf } from "../../contracts/search-engine.ts";
import { makeOramaEngine } from "./make-orama-engine.ts";

/** None is a stop word or of another's stem. */
const WORDS = ["dam", "dame", "damsel", "elm", "elms", "elbow", "frost", "frostbite", "relation"];

test("the total is the number of articles that hold one of the words, the last as a beginning", async () => {
	await fc.assert(
		fc.asyncProperty(
			chunks(),
			fc.array(word(), { maxLength: 2 }),
			beginning(),
			async (all, whole, last) => {
				const engine = await engineOf(all);
				const {
					total,
					chunks: found,
					corrected,
				} = await engine.searchArticles({
					...{ text: [...whole, last].join(" "), filter: {}, offset: 0, limit: 50 },
				});
				const termsOf = (text: string) => engine.analyze(text, "en").map(({ term }) => term);
				const spelt = all.flatMap(({ text }) => text.split(" "));
				for (const { from } of corrected) expect(spelt).not.toContain(from);
				// What a typing error stands for is tested where the words are chosen for it.
				if (corrected.length > 0) return;
				const wanted = termsOf([...whole, last].join(" "));
				const begun = WORDS.filter((one) => one.startsWith(last)).flatMap(termsOf);
				const expected = new Set(
					all
						.filter(({ text }) =>
							termsOf(text).some((term) => [...wanted, ...begun].includes(term)),
						)
						.map(({ articleId }) => articleId),
				);
				expect(new Set(found.map(({ articleId }) => articleId))).toEqual(expected);
				expect(found).toHaveLength(expected.size);
				expect(total).toBe(expected.size);
			},
		),
		{ numRuns: 150 },
	);
});

test("every beginning of a word finds every article with the word, through inserts, removals and packing", async () => {
	await fc.assert(
		fc.asyncProperty(chunks(), chunks(), async (stored, added) => {
			const engine = await engineOf(stored);
			const inserted = added.map((chunk) => ({ ...chunk, id: `later-${chunk.id}` }));
			for (const chunk of inserted) await insert(engine.database, documentOfChunk(chunk, null));
			const [gone, ...rest] = [...stored, ...inserted];
			if (gone !== undefined) await remove(engine.database, gone.id);
			for (const one of [engine, openOramaEngine(engine.pack())]) {
				for (const text of ["d", "da", "dams", "elm", "frostb", "relatio"]) {
					const { chunks: found } = await one.searchArticles({
						...{ text, filter: {}, offset: 0, limit: 50 },
					});
					const articles = new Set(found.map(({ articleId }) => articleId));
					for (const chunk of rest) {
						if (chunk.text.split(" ").some((each) => each.startsWith(text)))
							expect(articles).toContain(chunk.articleId);
					}
				}
			}
		}),
		{ numRuns: 60 },
	);
});

test("a whole word comes before longer ones, however often they stand there", async () => {
	const engine = await engineOf([
		chunkOf("longer", "damsel damsel damsel frost"),
		chunkOf("whole", "dam elbow elbow elbow elbow"),
		chunkOf("none", "frost"),
	]);
	const { chunks: found } = await engine.searchArticles({
		...{ text: "dam", filter: {}, offset: 0, limit: 10 },
	});
	expect(found.map(({ id }) => id)).toEqual(["whole", "longer"]);
});

test("one letter of a large vocabulary stands for the commonest words it begins", async () => {
	const rare = Array.from({ length: 1500 }, (_, number) => chunkOf(`r${number}`, `x${number}q`));
	const common = Array.from({ length: 5 }, (_, number) => chunkOf(`c${number}`, "xylem"));
	const engine = await engineOf([...rare, ...common]);
	const { total, chunks: found } = await engine.searchArticles({
		...{ text: "x", filter: {}, offset: 0, limit: 1500 },
	});
	expect(total).toBe(999 + 5);
	expect(found.filter(({ text }) => text === "xylem")).toHaveLength(5);
	const all = await engine.searchArticles({ text: "x1", filter: {}, offset: 0, limit: 10 });
	expect(all.total).toBe(rare.filter(({ text }) => text.startsWith("x1")).length);
});

test("words beyond those that can be required still find and order articles", async () => {
	const engine = await engineOf([chunkOf("one", "elm"), chunkOf("two", "frost dam")]);
	const many = Array.from({ length: 40 }, (_, number) => `unheard${number}`).join(" ");
	const { chunks: found } = await engine.searchArticles({
		...{ text: `${many} frost elm dam `, filter: {}, offset: 0, limit: 10 },
	});
	expect(found.map(({ id }) => id)).toEqual(["two", "one"]);
});

function engineOf(all: readonly IndexedChunk[]): Promise<OramaEngine> {
	return makeOramaEngine(
		all.map((chunk) => ({ chunk, vector: null })),
		2,
	);
}

function word(): fc.Arbitrary<string> {
	return fc.constantFrom(...WORDS);
}

function beginning(): fc.Arbitrary<string> {
	return fc
		.tuple(word(), fc.integer({ min: 1, max: 8 }))
		.map(([one, length]) => one.slice(0, length));
}

function chunks(): fc.Arbitrary<IndexedChunk[]> {
	const text = fc.array(word(), { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
	return fc
		.array(fc.tuple(text, fc.constantFrom("a", "b", "c", "d")), { maxLength: 8 })
		.map((all) => all.map(([one, id], number) => chunkOf(`${number}`, one, { id, title: "Zz" })));
}
