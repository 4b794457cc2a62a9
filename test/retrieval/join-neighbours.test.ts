import { describe, expect, it } from "vitest";
import { citePassage } from "../../src/retrieval/cite-passage.ts";
import { gapBetween, joinNeighbours } from "../../src/retrieval/join-neighbours.ts";
import { chunkFixture } from "../fixtures/indexed-chunk.ts";

const article = "Harbour news\n\nIt rained. The river rose.\n\nNobody was hurt. The dam held.";
const first = "It rained. The river rose.";
const second = "Nobody was hurt. The dam held.";

/** The chunk with that text, as the index would keep it. */
function chunkOf(text: string, ordinal: number) {
	const start = article.indexOf(text);
	const end = start + text.length;
	const middle = start + text.indexOf(". ") + 1;
	return chunkFixture({
		text,
		start,
		end,
		ordinal,
		sentences: [
			{ start, end: middle },
			{ start: middle + 1, end },
		],
		prefix: article.slice(0, start).slice(-32),
		suffix: article.slice(end).slice(0, 32),
		fragment: `text=${ordinal}`,
	});
}

const passageOf = (text: string, ordinal: number, score: number) =>
	citePassage(
		{
			candidate: { chunk: chunkOf(text, ordinal), scores: { lexical: score, semantic: 0 } },
			score,
		},
		ordinal + 1,
		[{ start: 0, end: 2 }],
	);

describe("joinNeighbours", () => {
	const better = passageOf(second, 1, 0.9);
	const other = passageOf(first, 0, 0.4);
	const { shown, parts } = joinNeighbours([better, other], 7);

	it("reads as the article does, from the first to the last", () => {
		const [quote, position] = shown.citation.selectors;
		expect(shown.text).toBe(`${first}\n\n${second}`);
		expect(article.slice(position.start, position.end)).toBe(shown.text);
		expect(quote).toEqual({
			type: "TextQuoteSelector",
			exact: shown.text,
			prefix: "Harbour news\n\n",
			suffix: "",
		});
	});

	it("keeps score and link of the best, under the rank that is given", () => {
		expect(shown).toMatchObject({ rank: 7, score: 0.9, scores: { lexical: 0.9 } });
		expect(shown.citation.number).toBe(7);
		expect(shown.citation.deepLink).toBe("/flood/#:~:text=1");
	});

	it("spans both in the file", () => {
		expect(shown.citation.source).toEqual({
			path: "corpus/flood.txt",
			start: other.citation.source.start,
			end: better.citation.source.end,
		});
	});

	it("moves sentences, highlights and parts to where they stand now", () => {
		const cut = ({ start, end }: { start: number; end: number }) => shown.text.slice(start, end);
		expect(shown.sentences.map(cut)).toEqual([
			"It rained.",
			"The river rose.",
			"Nobody was hurt.",
			"The dam held.",
		]);
		expect(shown.highlights.map(cut)).toEqual(["It", "No"]);
		for (const { passage, offset } of parts) {
			expect(shown.text.startsWith(passage.text, offset)).toBe(true);
		}
		expect(parts.map(({ passage }) => passage)).toEqual([other, better]);
	});

	it("leaves a single passage as it is but for its rank", () => {
		const alone = joinNeighbours([better], 2).shown;
		expect(alone).toEqual({
			...better,
			rank: 2,
			citation: { ...better.citation, number: 2 },
		});
	});
});

describe("gapBetween", () => {
	const [one, next] = [chunkOf(first, 0), chunkOf(second, 1)];

	it("is the white space between a chunk and the next", () => {
		expect(gapBetween(one, next)).toBe("\n\n");
	});

	it("is not there in any other order, across headings or articles, or round other text", () => {
		expect(gapBetween(next, one)).toBeNull();
		expect(gapBetween(one, { ...next, ordinal: 2 })).toBeNull();
		expect(gapBetween(one, { ...next, headings: ["May"] })).toBeNull();
		expect(gapBetween(one, { ...next, articleId: "other" })).toBeNull();
		expect(gapBetween(one, { ...next, prefix: "x\n" })).toBeNull();
		expect(gapBetween(one, { ...next, start: next.start + 40 })).toBeNull();
	});
});
