import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diversify } from "../../src/retrieval/diversify.ts";
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

const articlesOf = (ranked: readonly RankedCandidate[]) =>
	ranked.map(({ candidate }) => candidate.chunk.articleId).join("");

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

	it("loses and doubles nothing, whatever the list", () => {
		const articles = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
		fc.assert(
			fc.property(articles, fc.integer({ min: 1, max: 40 }), (all, limit) => {
				const kept = diversify(list(all), limit);
				expect(new Set(kept).size).toBe(Math.min(limit, all.length));
			}),
		);
	});
});
