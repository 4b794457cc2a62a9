import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diversify, type Neighbours } from "../../src/retrieval/diversify.ts";
import type { RankedCandidate } from "../../src/retrieval/fuse.ts";
import { chunkFixture } from "../fixtures/indexed-chunk.ts";

function list(articles: string): RankedCandidate[] {
	return [...articles].map((articleId, i) => ({
		candidate: {
			chunk: chunkFixture({ id: `${articleId}${i}`, articleId, text: `text ${i}` }),
			scores: { lexical: 1, semantic: 1 },
		},
		score: 1 / (i + 1),
	}));
}

const articlesOf = (passages: readonly Neighbours[]) =>
	passages.map(([{ candidate }]) => candidate.chunk.articleId).join("");

/** Chunks of one article and section, in this order in the list: "0123" are four in reading order. */
function chunksOf(ordinals: string, headings: readonly string[] = []): RankedCandidate[] {
	return [...ordinals].map((ordinal, i) => ({
		candidate: {
			chunk: chunkFixture({
				id: ordinal,
				articleId: "a",
				ordinal: Number(ordinal),
				text: `part ${ordinal}`,
				start: Number(ordinal) * 8,
				prefix: "\n\n",
				headings,
			}),
			scores: { lexical: 1, semantic: 1 },
		},
		score: 1 / (i + 1),
	}));
}

const ordinalsOf = (passages: readonly Neighbours[]) =>
	passages.map((group) => group.map(({ candidate }) => candidate.chunk.ordinal).join("+"));

describe("diversify", () => {
	it("lets no article take more than two of the first five places", () => {
		expect(articlesOf(diversify(list("aaaabcd"), 5))).toBe("aabcd");
	});

	it("puts what it passed over right behind", () => {
		expect(articlesOf(diversify(list("aaaabcde"), 8))).toBe("aabcdaae");
	});

	it("fills the list from one article where there is no other", () => {
		expect(articlesOf(diversify(list("aaaaaa"), 5))).toBe("aaaaa");
	});

	it("keeps to another number where one is asked for", () => {
		expect(articlesOf(diversify(list("aaabc"), 3, 1))).toBe("abc");
		expect(articlesOf(diversify(list("aaabc"), 3, 5))).toBe("aaa");
	});

	it("shows a text that two articles share once among the first", () => {
		const [first, copy, other] = list("abc");
		if (first === undefined || copy === undefined || other === undefined) throw new Error();
		const same = chunkFixture({ id: "b1", articleId: "b", text: "text 0" });
		const ranked = [first, { ...copy, candidate: { ...copy.candidate, chunk: same } }, other];
		expect(articlesOf(diversify(ranked, 3))).toBe("acb");
	});

	it("shows one of several texts that differ in a few words among the first", () => {
		const notice = (day: string) =>
			`The swimming pool closes on ${day} for repairs of its heating, as the council has announced today.`;
		const texts = [notice("Monday"), notice("Tuesday"), "The pool in the north opens on Monday."];
		const ranked = list("abc").map((one, i) => ({
			...one,
			candidate: {
				...one.candidate,
				chunk: { ...one.candidate.chunk, text: texts[i] ?? "" },
			},
		}));
		expect(articlesOf(diversify(ranked, 3))).toBe("acb");
	});

	it("shows neighbours as one passage, which counts once", () => {
		expect(ordinalsOf(diversify([...chunksOf("3274"), ...list("bcd")], 5))).toEqual([
			"3+2",
			"7",
			"0",
			"0",
			"0",
		]);
	});

	it("joins no more than two", () => {
		expect(ordinalsOf(diversify(chunksOf("2130"), 5))).toEqual(["2+1", "3", "0"]);
	});

	it("joins nothing of low rank, though no other article has anything to offer", () => {
		const [best, worst] = chunksOf("32");
		if (best === undefined || worst === undefined) throw new Error();
		const passagesBehind = (count: number) =>
			ordinalsOf(diversify([best, ...list("b".repeat(count)), worst], 11));
		expect(passagesBehind(8)).toContain("3+2");
		expect(passagesBehind(9)).not.toContain("3+2");
	});

	it("joins nothing across a heading or a text that it does not know", () => {
		const [one] = chunksOf("1", ["Spring"]);
		const [other] = chunksOf("2", ["Summer"]);
		if (one === undefined || other === undefined) throw new Error();
		expect(ordinalsOf(diversify([one, other], 5))).toEqual(["1", "2"]);
		const cut = { ...other.candidate.chunk, headings: ["Spring"], prefix: "\n" };
		const unknown = { ...other, candidate: { ...other.candidate, chunk: cut } };
		expect(ordinalsOf(diversify([one, unknown], 5))).toEqual(["1", "2"]);
	});

	it("loses and doubles nothing, whatever the list", () => {
		const articles = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
		const neighbours = fc.shuffledSubarray([..."0123456789"]).map((all) => all.join(""));
		fc.assert(
			fc.property(articles, neighbours, fc.nat(40), (all, ordinals, limit) => {
				const ranked = [...list(all), ...chunksOf(ordinals)];
				const kept = diversify(ranked, limit + 1);
				expect(kept.length).toBeLessThanOrEqual(limit + 1);
				expect(new Set(kept.flat()).size).toBe(kept.flat().length);
				if (limit >= ranked.length) expect(kept.flat()).toHaveLength(ranked.length);
				expect(kept.flat().length).toBeGreaterThanOrEqual(Math.min(limit + 1, ranked.length));
			}),
		);
	});
});
