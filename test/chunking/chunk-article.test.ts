import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkArticle } from "../../src/chunking/chunk-article.ts";
import { DEFAULT_CHUNK_SETTINGS } from "../../src/chunking/chunk-settings.ts";
import { countWords } from "../../src/chunking/count-words.ts";
import type { Article } from "../../src/domain/article.ts";
import type { Chunk } from "../../src/domain/chunk.ts";
import { containsRange } from "../../src/domain/text-range.ts";
import { articleOf, articles, type Part, prose, SOURCE_OFFSET } from "./article-builder.ts";

const SETTINGS = DEFAULT_CHUNK_SETTINGS;

describe("chunkArticle", () => {
	it("makes no chunk of an article without a body", () => {
		expect(chunksOf([])).toEqual([]);
	});

	it("makes one chunk of a short article, with all there is to know of it", () => {
		const article = articleOf([
			["heading", "Tides", 2],
			["paragraph", "The sea rises. It falls again."],
		]);
		expect(chunkArticle(article, SETTINGS)).toEqual([
			{
				id: expect.stringMatching(/^[\w-]{16}$/),
				articleId: "an-article",
				start: 7,
				end: 37,
				text: "The sea rises. It falls again.",
				headings: ["Tides"],
				sentences: [
					{ start: 7, end: 21 },
					{ start: 22, end: 37 },
				],
				source: { start: SOURCE_OFFSET + 7, end: SOURCE_OFFSET + 37 },
				ordinal: 0,
			},
		]);
	});

	it("packs the paragraphs of a section together, up to about the wanted number of words", () => {
		const chunks = chunksOf(Array.from({ length: 12 }, (_, i) => paragraph(40, `p${i}x`)));
		expect(wordsOf(chunks)).toEqual([120, 120, 120, 120]);
	});

	it("balances the chunks of a section instead of leaving a tiny one", () => {
		expect(wordsOf(chunksOf([paragraph(130)]))).toEqual([130]);
		expect(wordsOf(chunksOf([paragraph(250)]))).toSatisfy((words: number[]) =>
			words.every((count) => count >= 100 && count <= 140),
		);
	});

	it("prefers to cut between paragraphs", () => {
		const chunks = chunksOf([paragraph(100, "a"), paragraph(110, "b"), paragraph(90, "c")]);
		expect(wordsOf(chunks)).toEqual([100, 110, 90]);
	});

	it("never packs across a heading, and keeps the path of headings", () => {
		const chunks = chunksOf([
			paragraph(5, "a"),
			["heading", "One", 2],
			paragraph(5, "b"),
			["heading", "Deep", 4],
			paragraph(5, "c"),
			["heading", "Two", 3],
			paragraph(5, "d"),
			["heading", "Three", 2],
			paragraph(5, "e"),
		]);
		expect(chunks.map(({ headings }) => headings)).toEqual([
			[],
			["One"],
			["One", "Deep"],
			["One", "Two"],
			["Three"],
		]);
	});

	it("never packs across words of the file that are not of the text", () => {
		const article = articleOf([
			["standfirst", "The bridge is open"],
			["paragraph", "Cars crossed it at noon."],
		]);
		const blocks = article.blocks.map((block, i) => ({
			...block,
			...(i === 1 && { afterGap: true }),
		}));
		const texts = chunkArticle({ ...article, blocks } as Article, { maxWords: 120 }).map(
			({ text }) => text,
		);
		expect(texts).toEqual(["The bridge is open", "Cars crossed it at noon."]);
	});

	it("makes a chunk of a heading with nothing below it", () => {
		const chunks = chunksOf([
			["heading", "Parent", 2],
			["heading", "Bare child", 3],
			["heading", "Child", 3],
			paragraph(5),
			["heading", "Bare end", 2],
		]);
		expect(chunks.map(({ text, headings }) => [text, headings])).toEqual([
			["Bare child", ["Parent"]],
			[prose(5), ["Parent", "Child"]],
			["Bare end", []],
		]);
	});

	it.each(["list", "code", "table"] as const)("keeps a %s whole where it fits", (kind) => {
		const lines = prose(200).replaceAll(". ", ".\n");
		const chunks = chunksOf([paragraph(100, "a"), [kind, lines], paragraph(100, "b")]);
		expect(chunks.map(({ text }) => text)).toContain(lines);
	});

	it.each(["list", "code", "table"] as const)("splits a longer %s between lines", (kind) => {
		const lines = prose(600).replaceAll(". ", ".\n").split("\n");
		const chunks = chunksOf([[kind, lines.join("\n")]]);
		expect(chunks.length).toBeGreaterThan(3);
		expect(chunks.flatMap(({ text }) => text.split("\n"))).toEqual(lines);
	});

	it("leaves a list with the sentence that announces it", () => {
		const list = prose(110).replaceAll(". ", ".\n");
		const chunks = chunksOf([paragraph(100, "a"), ["paragraph", "You need:"], ["list", list]]);
		expect(chunks.at(-1)?.text).toBe(`You need:\n\n${list}`);
	});

	it("has the items of a list as sentences, and the lines of code", () => {
		const [list] = chunksOf([["list", "One. Two.\nthree"]]);
		expect(sentencesOf(list)).toEqual(["One.", "Two.", "three"]);
		const [code] = chunksOf([["code", "if (a. B) {\n\n  run();\n}"]]);
		expect(sentencesOf(code)).toEqual(["if (a. B) {", "run();", "}"]);
	});

	it("splits a sentence that is too long at its clauses", () => {
		const clauses = ["a", "b", "c"].map((seed) => prose(100, seed).replaceAll(".", ""));
		const chunks = chunksOf([["paragraph", `${clauses.join("; ")}.`]]);
		expect(chunks.map(({ text }) => text)).toEqual([
			`${clauses[0]};`,
			`${clauses[1]};`,
			`${clauses[2]}.`,
		]);
	});

	it("keeps a sentence whole that is a little too long", () => {
		const sentence = `${prose(130).replaceAll(".", "")}.`;
		const chunks = chunksOf([["paragraph", sentence]]);
		expect(chunks.map((chunk) => sentencesOf(chunk))).toEqual([[sentence]]);
	});

	it.each([
		["a word", "a"],
		["families", "👨‍👩‍👧‍👦"],
		["flags", "🇩🇪"],
		["marks", `e${"\u0301".repeat(1000)}`],
		["Chinese", "汉"],
		["Thai", "ภาษาไทย"],
		["Korean", "각"],
	])("splits %s without end between graphemes", (_, unit) => {
		const text = unit.repeat(Math.ceil(30_000 / unit.length));
		const starts = graphemeStarts(text.slice(0, 6_000));
		const chunks = chunksOf([["paragraph", text]]);
		expect(chunks.length).toBeGreaterThan(1);
		for (const { start } of chunks) {
			if (start < 6_000) expect(starts).toContain(start);
		}
	});

	it("works through a fifth of a megabyte without a break", () => {
		for (const unit of ["a", "👍🏽", "中", "\u0301", ". ", "}\n"]) {
			const text = unit.repeat(200_000 / unit.length).trim();
			for (const kind of ["paragraph", "code"] as const) {
				const chunks = chunksOf([[kind, text]]);
				expect(chunks.at(-1)?.end).toBe(text.length);
			}
		}
	});

	it("gives equal texts different ids, and the same ids every time", () => {
		const parts: Part[] = [
			["heading", "A", 2],
			["paragraph", "Same."],
			["heading", "B", 2],
			["paragraph", "Same."],
			["heading", "C", 2],
			["paragraph", "\ud800"],
			["heading", "D", 2],
			["paragraph", "\ud801"],
		];
		const ids = chunksOf(parts).map(({ id }) => id);
		expect(new Set(ids).size).toBe(4);
		expect(chunksOf(parts).map(({ id }) => id)).toEqual(ids);
		const other = chunkArticle({ ...articleOf(parts), id: "another" }, SETTINGS);
		expect(other.map(({ id }) => id)).not.toContain(ids[0]);
	});

	it("changes few ids when one paragraph changes", () => {
		const parts = Array.from({ length: 40 }, (_, i) => paragraph(35 + ((i * 13) % 40), `p${i}x`));
		const before = new Set(chunksOf(parts).map(({ id }) => id));
		const after = chunksOf(parts.with(10, paragraph(52, "new")));
		expect(after.filter(({ id }) => !before.has(id)).length).toBeLessThanOrEqual(4);
	});

	it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses maxWords %s", (maxWords) => {
		expect(() => chunkArticle(articleOf([]), { maxWords })).toThrow(
			expect.objectContaining({ code: "config_invalid" }),
		);
	});

	const anySettings = fc.record({ maxWords: fc.constantFrom(1, 5, 20, 120) });

	it("cuts every chunk and sentence exactly out of the article, in order, without overlap", () => {
		fc.assert(
			fc.property(articles(), anySettings, (article, settings) => {
				let covered = 0;
				for (const [index, chunk] of chunkArticle(article, settings).entries()) {
					expect(chunk.ordinal).toBe(index);
					expect(chunk.text).toBe(article.text.slice(chunk.start, chunk.end));
					expect(chunk.text.trim()).toBe(chunk.text);
					expect(chunk.text).not.toBe("");
					expect(chunk.start).toBeGreaterThanOrEqual(covered);
					expect(chunk.source).toEqual({
						start: chunk.start + SOURCE_OFFSET,
						end: chunk.end + SOURCE_OFFSET,
					});
					expectSentencesToFill(article, chunk);
					covered = chunk.end;
				}
			}),
			{ numRuns: 80 },
		);
	});

	it("loses no character: each is in a chunk or in a heading above one", () => {
		fc.assert(
			fc.property(articles(), anySettings, (article, settings) => {
				const chunks = chunkArticle(article, settings);
				for (const block of article.blocks) {
					const text = article.text.slice(block.start, block.end).trim();
					const inside = chunks.filter(
						(chunk) => chunk.start < block.end && chunk.end > block.start,
					);
					if (block.kind === "heading" && inside.length === 0) {
						const next = chunks.find((chunk) => chunk.start >= block.end);
						if (text !== "") expect(next?.headings).toContain(text);
					} else {
						expect(
							withoutWhite(inside.map((chunk) => overlap(article, chunk, block)).join("")),
						).toBe(withoutWhite(text));
					}
				}
			}),
			{ numRuns: 80 },
		);
	});

	it("makes no chunk of more than twice the wanted words, and gives each an id of its own", () => {
		fc.assert(
			fc.property(
				articles(),
				fc.record({ maxWords: fc.constantFrom(20, 120) }),
				(article, settings) => {
					const chunks = chunkArticle(article, settings);
					for (const { text, start, end } of chunks) {
						const words = countWords(article.text, start, end);
						// A single grapheme may be longer, such as a letter with a thousand marks.
						if (graphemeStarts(text).size > 50)
							expect(words).toBeLessThanOrEqual(2 * settings.maxWords);
					}
					expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
					expect(chunkArticle(article, settings)).toEqual(chunks);
				},
			),
			{ numRuns: 100 },
		);
	});

	it("begins no chunk inside a grapheme", () => {
		fc.assert(
			fc.property(
				articles(),
				fc.record({ maxWords: fc.constantFrom(5, 20) }),
				(article, settings) => {
					const starts = graphemeStarts(article.text);
					for (const { start } of chunkArticle(article, settings)) {
						if (/\S/u.test(article.text.charAt(start - 1))) expect(starts).toContain(start);
					}
				},
			),
			{ numRuns: 100 },
		);
	});
});

function paragraph(words: number, seed = "w"): Part {
	return ["paragraph", prose(words, seed)];
}

function chunksOf(parts: readonly Part[]): Chunk[] {
	return chunkArticle(articleOf(parts), SETTINGS);
}

function wordsOf(chunks: readonly Chunk[]): number[] {
	return chunks.map(({ text }) => text.split(/\s+/).length);
}

function sentencesOf(chunk: Chunk | undefined): string[] | undefined {
	return chunk?.sentences.map(({ start, end }) =>
		chunk.text.slice(start - chunk.start, end - chunk.start),
	);
}

function expectSentencesToFill(article: Article, chunk: Chunk): void {
	let covered = chunk.start;
	for (const sentence of chunk.sentences) {
		expect(containsRange(chunk, sentence)).toBe(true);
		expect(article.text.slice(covered, sentence.start).trim()).toBe("");
		expect(sentence.end).toBeGreaterThan(sentence.start);
		covered = sentence.end;
	}
	expect(covered).toBe(chunk.end);
}

function overlap(article: Article, a: Chunk, b: { start: number; end: number }): string {
	return article.text.slice(Math.max(a.start, b.start), Math.min(a.end, b.end));
}

function withoutWhite(text: string): string {
	return text.replaceAll(/\s/gu, "");
}

function graphemeStarts(text: string): Set<number> {
	const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
	return new Set(Array.from(segmenter.segment(text), ({ index }) => index));
}
