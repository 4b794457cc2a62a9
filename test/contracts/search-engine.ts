/** What every search engine promises, whatever it is made of. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArticleQuery } from "../../src/domain/article-match.ts";
import type { Candidate, CandidateQuery } from "../../src/domain/candidate.ts";
import type { ArticleSummary, IndexedChunk } from "../../src/domain/indexed-chunk.ts";
import type { ArticleFilter } from "../../src/domain/question.ts";
import type { SearchEngine } from "../../src/engines/search-engine.ts";
import { hostileText } from "./hostile-text.ts";

/** A chunk with its vector, as it goes into an engine. */
export interface ChunkWithVector {
	readonly chunk: IndexedChunk;
	readonly vector: Float32Array | null;
}

/** Makes an engine that holds these chunks; all vectors have the given length. */
export type MakeEngine = (
	chunks: readonly ChunkWithVector[],
	dimensions: number,
) => Promise<SearchEngine>;

const DIMENSIONS = 8;

/** Runs the suite on engines that `makeEngine` makes. */
export function describeSearchEngine(name: string, makeEngine: MakeEngine): void {
	describe(`${name} as a search engine`, () => {
		test("proposes the chunk that answers first, with everything a citation needs", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { candidates } = await engine.candidates(
				lexicalQuery("Who repaired the harbour bridge?"),
			);
			expect(bestOf(candidates, "lexical")[0]?.chunk).toEqual(NEWSROOM[0]?.chunk);
			await engine.close();
		});

		test("finds other forms of a word and ignores the question's small words", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { candidates } = await engine.candidates(lexicalQuery("What about repairing bridges?"));
			expect(idsOf(candidates)).toEqual(["bridge-1", "bridge-2"]);
		});

		test("asks the words themselves where a question has nothing but small words", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { candidates } = await engine.candidates(lexicalQuery("who was it"));
			expect(candidates.length).toBeGreaterThan(0);
		});

		test("finds words in titles and headings", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const byTitle = await engine.candidates(lexicalQuery("orchard"));
			expect(idsOf(byTitle.candidates)).toEqual(["apples-1"]);
			const byHeading = await engine.candidates(lexicalQuery("timetable"));
			expect(idsOf(byHeading.candidates)).toEqual(["bridge-2"]);
		});

		test("spells a word that is a typing error away as its articles do", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const nearest = (word: string) => engine.nearestWord(word, "en");
			expect(nearest("brigde")).toBe("bridge");
			expect(nearest("harbor")?.toLowerCase()).toBe("harbour");
			expect(nearest("orchird")?.toLowerCase()).toBe("orchard");
			expect(nearest("zeppelin")).toBeNull();
			expect(nearest("cat")).toBeNull();
			await engine.close();
		});

		test("gives every candidate the scores of both legs, whichever proposed it", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { candidates } = await engine.candidates({
				...lexicalQuery("bridge"),
				vector: axis(3),
			});
			const apples = candidates.find(({ chunk }) => chunk.id === "apples-1");
			expect(apples?.scores.lexical).toBe(0);
			expect(apples?.scores.semantic).toBeCloseTo(1, 2);
			const bridge = candidates.find(({ chunk }) => chunk.id === "bridge-1");
			expect(bridge?.scores.lexical).toBeGreaterThan(0);
			expect(bridge?.scores.semantic).toBeCloseTo(0, 2);
		});

		test("leaves the scores of a leg that was not asked null", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const words = await engine.candidates(lexicalQuery("bridge"));
			expect(words.candidates.every(({ scores }) => scores.semantic === null)).toBe(true);
			const vectors = await engine.candidates({
				...lexicalQuery("bridge"),
				lexical: false,
				vector: axis(0),
			});
			expect(vectors.candidates.length).toBeGreaterThan(0);
			expect(vectors.candidates.every(({ scores }) => scores.lexical === null)).toBe(true);
		});

		test("matches neither a question of zeros nor chunks without a vector semantically", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const silent = { ...lexicalQuery("bridge"), lexical: false };
			const zeros = await engine.candidates({ ...silent, vector: new Float32Array(DIMENSIONS) });
			expect(zeros.candidates).toEqual([]);
			const near = await engine.candidates({ ...silent, vector: axis(0) });
			expect(idsOf(near.candidates)).not.toContain("sans-vecteur");
		});

		test("proposes at most as many candidates a leg as wanted, without duplicates", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { candidates } = await engine.candidates({
				...lexicalQuery("bridge apples ferry"),
				vector: axis(0),
				limit: 1,
			});
			expect(candidates.length).toBeLessThanOrEqual(2);
			expect(new Set(idsOf(candidates)).size).toBe(candidates.length);
			const none = await engine.candidates({ ...lexicalQuery("bridge"), limit: 0 });
			expect(none.candidates).toEqual([]);
		});

		test("lets only articles of the filter through, in both legs", async () => {
			await fc.assert(
				fc.asyncProperty(filters(), async (filter) => {
					const engine = await sharedEngine();
					const query = { ...lexicalQuery("bridge apples ferry le pont"), vector: axis(1), filter };
					const { candidates } = await engine.candidates(query);
					for (const { chunk } of candidates) expect(passesFilter(chunk, filter)).toBe(true);
					const unfiltered = await engine.candidates({ ...query, filter: {} });
					const expected = unfiltered.candidates.filter(({ chunk }) => passesFilter(chunk, filter));
					expect(idsOf(candidates)).toEqual(idsOf(expected));
				}),
				{ numRuns: 100 },
			);
		});

		test("takes a language with its regional forms, and no others", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const found = async (...langs: string[]): Promise<string[]> => {
				const { candidates } = await engine.candidates({
					...lexicalQuery("bridge apples ferry le pont"),
					filter: { langs },
				});
				return idsOf(candidates);
			};
			expect(await found("en")).toEqual(["apples-1", "bridge-1", "bridge-2"]);
			expect(await found("EN-gb")).toEqual(["bridge-1", "bridge-2"]);
			expect(await found("en-GB", "fr")).toEqual(["bridge-1", "bridge-2", "sans-vecteur"]);
			expect(await found("e")).toEqual([]);
		});

		test("names each article of which the filter lets a chunk through, once, in order", async () => {
			await fc.assert(
				fc.asyncProperty(filters(), async (filter) => {
					const engine = await sharedEngine();
					const through = NEWSROOM.filter(({ chunk }) => passesFilter(chunk, filter));
					const expected = new Set(through.map(({ chunk }) => chunk.articleId));
					const ids = engine.articleIds();
					const found = Array.from(engine.articleNumbers(filter), (number) => ids[number]);
					expect(found).toEqual([...expected]);
				}),
				{ numRuns: 100 },
			);
		});

		test("gives the vectors of an article's chunks", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const [first, second, ...more] = engine.vectorsOf("bridge");
			expect(more).toEqual([]);
			expect(first?.[0]).toBeCloseTo(1, 2);
			expect(second?.[1]).toBeCloseTo(1, 2);
			expect(engine.vectorsOf("article-of-sans-vecteur")).toEqual([]);
			expect(engine.vectorsOf("no such article")).toEqual([]);
		});

		test("counts the owner's own fields by their names", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const { facets } = await engine.searchArticles({
				...{ text: "bridge ferry", filter: {}, offset: 0, limit: 10 },
			});
			expect(facets.fields).toEqual({
				series: { "Rivers: above": 1, Boats: 1 },
				desk: { Local: 1 },
			});
		});

		test("answers the same question twice in the same way", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const query = { ...lexicalQuery("the bridge and the ferry"), vector: axis(2) };
			expect(await engine.candidates(query)).toEqual(await engine.candidates(query));
		});

		test("says how rare a term is: the rarer the more, the unknown most", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const rarityOf = (word: string): number =>
				engine.idf(engine.analyze(word, "en")[0]?.term ?? "");
			expect(rarityOf("bridge")).toBeLessThan(rarityOf("apples"));
			expect(rarityOf("zeppelin")).toBeGreaterThan(rarityOf("apples"));
			expect(rarityOf("bridge")).toBeGreaterThan(0);
		});

		test("analyses text into terms at their places", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const text = "The bridges, repaired!";
			const tokens = engine.analyze(text, "en");
			expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
				"The",
				"bridges",
				"repaired",
			]);
			expect(tokens.map(({ isStopWord }) => isStopWord)).toEqual([true, false, false]);
			expect(tokens[1]?.term).toBe(engine.analyze("bridge", "en")[0]?.term);
		});

		test("finds articles by the beginning of the last word, and by whole words before it", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			expect(await articlesFor(engine, "repaired bri")).toEqual(["bridge"]);
			expect(await articlesFor(engine, "bri")).toEqual(["bridge"]);
			expect(await articlesFor(engine, "bri ")).toEqual([]);
			expect(await articlesFor(engine, "timeta")).toEqual(["bridge"]);
			expect(await articlesFor(engine, "ORCH")).toEqual(["article-of-apples-1"]);
		});

		test("finds a half-typed word that is shortened in the index", async () => {
			const chunk = chunkOf("fair", "The exhibition opens.");
			const engine = await makeEngine([{ chunk, vector: null }], DIMENSIONS);
			for (const typed of ["exhib", "exhibiti", "exhibition", "exhibitions"])
				expect(await articlesFor(engine, typed), typed).toEqual(["article-of-fair"]);
			expect(await articlesFor(engine, "exhibitin")).toEqual(["article-of-fair"]);
		});

		test("puts articles that have all words before those that have some", async () => {
			const chunks = [
				chunkOf("one", "Weir weir weir weir weir."),
				chunkOf("both-1", "A long talk about a weir and very much else that nobody asked for.", {
					id: "both",
				}),
				chunkOf("both-2", "A heron came in the evening.", { id: "both" }),
			];
			const engine = await makeEngine(
				chunks.map((chunk) => ({ chunk, vector: null })),
				DIMENSIONS,
			);
			expect(await articlesFor(engine, "weir heron")).toEqual(["both", "article-of-one"]);
		});

		test("gives each article once, counts all of them, and turns the page", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const all = await engine.searchArticles(typed("bridge ferry apples"));
			expect(all.total).toBe(3);
			expect(all.facets.authors).toEqual({ "Ada Quay": 2, "Ben Mole": 2 });
			expect(all.facets.years).toEqual({ "2021": 1, "2022": 1, "2023": 1 });
			const second = await engine.searchArticles({
				...typed("bridge ferry apples"),
				...{ offset: 1, limit: 1 },
			});
			expect(second.chunks).toEqual([all.chunks[1]]);
			expect(second.total).toBe(3);
			const past = await engine.searchArticles({ ...typed("bridge"), offset: 50 });
			expect(past).toMatchObject({ chunks: [], total: 1 });
		});

		test("reads a word that stands nowhere as the nearest that does, and says so", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const swapped = await engine.searchArticles(typed("brigde "));
			expect(swapped.corrected).toEqual([{ from: "brigde", to: "bridge" }]);
			expect(swapped.text).toBe("bridge ");
			// Words that have the error inside them stay, and the error is mended wherever it stands.
			const inside = await engine.searchArticles(typed("Xbrigdex: brigde, Brigde!"));
			expect(inside.text).toBe("Xbrigdex: bridge, bridge!");
			expect(swapped.chunks.map(({ articleId }) => articleId)).toEqual(["bridge"]);
			const beginning = await engine.searchArticles(typed("timtab"));
			expect(beginning.corrected).toEqual([{ from: "timtab", to: "timetable" }]);
			expect(beginning.total).toBe(1);
			const known = await engine.searchArticles(typed("bridge"));
			expect(known.corrected).toEqual([]);
			expect(known.text).toBe("bridge");
			for (const text of ["zeppelins", "brx", "2o21"])
				expect(await engine.searchArticles(typed(text))).toMatchObject({
					...{ total: 0, corrected: [] },
				});
		});

		test("finds no article without a word", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			for (const text of ["", "  ", "?!", "…"]) {
				const filter = { tags: ["works"] };
				const found = await engine.searchArticles({ ...typed(text), filter });
				expect(found).toMatchObject({ total: 0, chunks: [] });
				expect(found.facets).toEqual({ tags: {}, authors: {}, years: {}, fields: {} });
			}
		});

		test("a filter takes articles away and changes nothing about the rest", async () => {
			await fc.assert(
				fc.asyncProperty(
					filters(),
					fc.constantFrom("bridge apples ferry", "a", "t", "brigde f", "le po"),
					async (filter, text) => {
						const engine = await sharedEngine();
						const all = await engine.searchArticles(typed(text));
						const found = await engine.searchArticles({ ...typed(text), filter });
						// One language decides how the words are read, so the articles may be others.
						if ((filter.langs ?? []).length === 1) return;
						// A section takes parts of articles away, and another part may then be the best.
						if (filter.sections !== undefined) return;
						const expected = all.chunks.filter((chunk) => passesFilter(chunk, filter));
						expect(found.chunks.map(({ articleId }) => articleId)).toEqual(
							expected.map(({ articleId }) => articleId),
						);
						expect(found.total).toBe(expected.length);
					},
				),
				{ numRuns: 100 },
			);
		});

		test("finds the tokens that have a term as analysing all of them does", async () => {
			await fc.assert(
				fc.asyncProperty(
					hostileText(),
					fc.constantFrom(null, "en", "fr", "id", "ja"),
					fc.nat(),
					async (text, lang, seed) => {
						const engine = await sharedEngine();
						const tokens = engine.analyze(text, lang);
						const terms = new Map(
							tokens.filter((_, at) => (at + seed) % 3 === 0).map(({ term }) => [term, 0]),
						);
						expect(engine.termFinder(terms)(text, lang)).toEqual(
							tokens.filter(({ term }) => terms.has(term)),
						);
					},
				),
				{ numRuns: 100 },
			);
		});

		test("takes any text and any question without failing", async () => {
			await fc.assert(
				fc.asyncProperty(hostileText(), hostileText(), async (text, question) => {
					const chunk = chunkOf("hostile", text, { title: question });
					const engine = await makeEngine([{ chunk, vector: null }], DIMENSIONS);
					const { candidates } = await engine.candidates(lexicalQuery(question));
					expect(candidates.length).toBeLessThanOrEqual(1);
					expect((await engine.searchArticles(typed(question))).total).toBeLessThanOrEqual(1);
					for (const { start, end } of engine.analyze(text, null)) {
						expect(start).toBeLessThan(end);
						expect(end).toBeLessThanOrEqual(text.length);
					}
				}),
				{ numRuns: 60 },
			);
		});

		test("works without any chunk", async () => {
			const engine = await makeEngine([], DIMENSIONS);
			expect(engine.chunkCount).toBe(0);
			const answer = await engine.candidates({ ...lexicalQuery("bridge"), vector: axis(0) });
			expect(answer).toEqual({
				candidates: [],
			});
			expect(await engine.searchArticles(typed("bridge"))).toMatchObject({ total: 0, chunks: [] });
			expect(engine.idf("bridge")).toBeGreaterThanOrEqual(0);
		});

		test("counts its chunks", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			expect(engine.chunkCount).toBe(NEWSROOM.length);
		});

		test("does not start on a question that was aborted", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			const reason = new Error("the reader left");
			await expect(
				engine.candidates(lexicalQuery("bridge"), AbortSignal.abort(reason)),
			).rejects.toBe(reason);
			await expect(engine.searchArticles(typed("bridge"), AbortSignal.abort(reason))).rejects.toBe(
				reason,
			);
		});

		test("refuses a vector of another embedder and a date that is none", async () => {
			const engine = await makeEngine(NEWSROOM, DIMENSIONS);
			await expect(
				engine.candidates({ ...lexicalQuery("bridge"), vector: new Float32Array(3) }),
			).rejects.toMatchObject({ code: "embedder_mismatch" });
			await expect(
				engine.candidates({ ...lexicalQuery("bridge"), filter: { from: "yesterday" } }),
			).rejects.toMatchObject({ code: "bad_request" });
		});

		let shared: Promise<SearchEngine> | null = null;
		function sharedEngine(): Promise<SearchEngine> {
			shared ??= makeEngine(NEWSROOM, DIMENSIONS);
			return shared;
		}
	});
}

/** A chunk of an article of its own, or of the article given. */
export function chunkOf(
	id: string,
	text: string,
	article: Partial<ArticleSummary> = {},
	headings: readonly string[] = [],
): IndexedChunk {
	const summary: ArticleSummary = {
		id: `article-of-${id}`,
		title: "Untitled",
		url: `/${id}`,
		authors: [],
		published: null,
		lang: "en",
		tags: [],
		fields: {},
		description: null,
		path: `articles/${id}.md`,
		...article,
	};
	const end = 7 + text.length;
	return {
		id,
		articleId: summary.id,
		text,
		headings,
		start: 7,
		end,
		sentences: [{ start: 7, end }],
		source: { start: 11, end: 4 + end },
		ordinal: 0,
		article: summary,
		prefix: "before ",
		suffix: " after",
		fragment: ":~:text=somewhere",
	};
}

/** A vector along one of the axes. */
export function axis(index: number): Float32Array {
	return Float32Array.from({ length: DIMENSIONS }, (_, at) => (at === index ? 1 : 0));
}

function lexicalQuery(text: string): CandidateQuery {
	return { text, vector: null, lexical: true, filter: {}, limit: 100 };
}

function typed(text: string): ArticleQuery {
	return { text, filter: {}, offset: 0, limit: 10 };
}

async function articlesFor(engine: SearchEngine, text: string): Promise<string[]> {
	const { chunks } = await engine.searchArticles(typed(text));
	return chunks.map(({ articleId }) => articleId);
}

function idsOf(candidates: readonly Candidate[]): string[] {
	return candidates.map(({ chunk }) => chunk.id).sort();
}

function bestOf(candidates: readonly Candidate[], leg: "lexical" | "semantic"): Candidate[] {
	return [...candidates].sort((a, b) => (b.scores[leg] ?? 0) - (a.scores[leg] ?? 0));
}

const BRIDGE: Partial<ArticleSummary> = {
	id: "bridge",
	title: "Harbour bridge open again",
	url: "/bridge",
	authors: ["Ada Quay"],
	published: "2021-06-01T23:30:00-02:00",
	lang: "en-GB",
	tags: ["harbour", "works"],
	fields: { series: ["Rivers: above"] },
	description: "Traffic flows after a year.",
	path: "news/bridge.md",
};

/** Articles of a small town's newspaper: one of two chunks, three of one. */
const NEWSROOM: readonly ChunkWithVector[] = [
	{
		chunk: chunkOf("bridge-1", "The bridge was repaired by the Lindqvist yard.", BRIDGE),
		vector: axis(0),
	},
	{
		chunk: chunkOf("bridge-2", "Buses cross it every hour.", BRIDGE, ["Travel", "New timetable"]),
		vector: axis(1),
	},
	{
		chunk: chunkOf("apples-1", "Apples fell early this autumn.", {
			title: "A short year in the orchard",
			authors: ["Ben Mole", "Ada Quay"],
			published: "2022-10-05",
			tags: ["farming"],
		}),
		vector: axis(3),
	},
	{
		chunk: chunkOf("ferry-1", "Until then a ferry carried people who was in no hurry.", {
			title: "Crossing the water",
			authors: ["Ben Mole"],
			published: "2023-01-01",
			tags: ["travel"],
			fields: { series: ["Boats"], desk: ["Local"] },
			lang: null,
		}),
		vector: axis(2),
	},
	{
		chunk: chunkOf("sans-vecteur", "Le pont était fermé pendant l'hiver.", {
			title: "L'hiver au port",
			lang: "fr",
		}),
		vector: null,
	},
];

function filters(): fc.Arbitrary<ArticleFilter> {
	const days = ["2021-06-01", "2021-06-02", "2022-01-01", "2022-10-05", "2023-01-01", "2024-01-01"];
	const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
		fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
	return fc.record(
		{
			tags: some(["harbour", "works", "travel", "farming", "none"]),
			authors: some(["Ada Quay", "Ben Mole", "Nobody"]),
			langs: some(["en", "en-GB", "EN-gb", "fr", "de"]),
			years: some(["2021", "2022", "1999"]),
			sections: some(["Travel", "New timetable", "timetable"]),
			fields: fc.record(
				{ series: some(["Rivers: above", "Boats", "boats"]), desk: some(["Local"]) },
				{ requiredKeys: [] },
			),
			from: fc.constantFrom(...days),
			to: fc.constantFrom(...days),
		},
		{ requiredKeys: [] },
	);
}

function passesFilter({ article, headings }: IndexedChunk, filter: ArticleFilter): boolean {
	const has = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
		wanted === undefined || values.some((value) => wanted.includes(value));
	const day =
		article.published === null ? null : new Date(article.published).toISOString().slice(0, 10);
	const fields = Object.entries(filter.fields ?? {});
	const lang = article.lang?.toLowerCase();
	return (
		has(filter.tags, article.tags) &&
		has(filter.authors, article.authors) &&
		has(filter.years, day === null ? [] : [day.slice(0, 4)]) &&
		has(filter.sections, headings) &&
		fields.every(([name, values]) => has(values, article.fields[name] ?? [])) &&
		(filter.langs === undefined ||
			filter.langs.some((range) => `${lang}-`.startsWith(`${range.toLowerCase()}-`))) &&
		(filter.from === undefined || (day !== null && day >= filter.from)) &&
		(filter.to === undefined || (day !== null && day <= filter.to))
	);
}
