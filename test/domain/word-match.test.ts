import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Token } from "../../src/domain/analysis.ts";
import {
	matchWords,
	questionWordsOf,
	rarestMissing,
	unknownShare,
	weightOf,
} from "../../src/domain/word-match.ts";

/** Words as terms; those in capitals are stop words. */
function tokensOf(text: string): Token[] {
	return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
		term: word.toLowerCase(),
		isStopWord: word !== word.toLowerCase(),
		start: index,
		end: index + word.length,
	}));
}

const even = () => 1;

describe("questionWordsOf", () => {
	it("leaves stop words out and takes each word once, in order", () => {
		const { terms, weights } = questionWordsOf(tokensOf("WHO built dam WHO built mill"), even);
		expect(terms).toEqual(["built", "dam", "mill"]);
		expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1);
	});

	it("keeps stop words where there is nothing else", () => {
		const { terms, hasContent } = questionWordsOf(tokensOf("WHO IS"), even);
		expect(terms).toEqual(["who", "is"]);
		expect(hasContent).toBe(false);
		expect(questionWordsOf(tokensOf("WHO sang"), even).hasContent).toBe(true);
	});

	it("gives rarer words more weight, and common ones some", () => {
		const idf = (term: string) => (term === "dam" ? 8 : 0);
		const { weights } = questionWordsOf(tokensOf("dam water"), idf);
		expect(weights[0]).toBeGreaterThan(weights[1] ?? 1);
		expect(weights[1]).toBeGreaterThan(0);
	});
});

describe("matchWords", () => {
	const words = questionWordsOf(tokensOf("old dam broke"), even);

	it("measures the share of words found", () => {
		expect(matchWords(words, tokensOf("the old dam")).coverage).toBeCloseTo(2 / 3);
		expect(matchWords(words, tokensOf("nothing here")).coverage).toBe(0);
	});

	it("sees words of one sentence together and words far apart not", () => {
		const far = `old dam ${"x ".repeat(40)}broke`;
		expect(matchWords(words, tokensOf("broke the old dam")).window).toBeCloseTo(1);
		expect(matchWords(words, tokensOf(far)).window).toBeCloseTo(2 / 3);
		expect(matchWords(words, tokensOf(far)).coverage).toBeCloseTo(1);
	});

	it("counts neighbouring words in the question's order only", () => {
		expect(matchWords(words, tokensOf("old dam broke")).pairs).toBeCloseTo(1);
		expect(matchWords(words, tokensOf("dam old x x x x broke")).pairs).toBe(0);
	});

	it("stays within 0 and 1, the window never above the coverage", () => {
		const word = fc.constantFrom("old", "dam", "broke", "mill", "x");
		const text = fc.array(word, { maxLength: 80 }).map((all) => all.join(" "));
		fc.assert(
			fc.property(text, text, (question, passage) => {
				const match = matchWords(questionWordsOf(tokensOf(question), even), tokensOf(passage));
				for (const value of [match.coverage, match.window, match.pairs]) {
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThanOrEqual(1);
				}
				expect(match.window).toBeLessThanOrEqual(match.coverage + 1e-9);
			}),
		);
	});
});

describe("what is missing", () => {
	const idf = (term: string) => ({ dam: 2, old: 1 })[term] ?? 5;
	const words = questionWordsOf(tokensOf("old dam zeppelin"), idf);

	it("is the share of words no chunk of the index has", () => {
		expect(unknownShare(words, idf)).toBeCloseTo(weightOf([2], words.weights));
		expect(unknownShare(questionWordsOf(tokensOf("old dam"), idf), idf)).toBe(0);
	});

	it("is the share of the rarest word a text lacks", () => {
		expect(rarestMissing(words, tokensOf("old zeppelin"))).toBeCloseTo(words.weights[1] ?? 0);
		expect(rarestMissing(words, tokensOf("old dam zeppelin"))).toBe(0);
	});
});
