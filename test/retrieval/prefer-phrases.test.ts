import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { RankedCandidate } from "../../src/retrieval/fuse.ts";
import { preferPhrases, readPhrases } from "../../src/retrieval/prefer-phrases.ts";

const candidate = (text: string, score: number, title = ""): RankedCandidate => ({
	candidate: {
		chunk: { id: text, text, headings: [], article: { title } },
	} as unknown as Candidate,
	score,
});

const textsOf = (ranked: readonly RankedCandidate[]) =>
	ranked.map(({ candidate }) => candidate.chunk.text);

describe("readPhrases", () => {
	it.each([
		['Who wrote "the  cost of living"?', ["the cost of living"]],
		["What is “soft power”, and what „harte Macht“?", ["soft power", "harte Macht"]],
		["Who said «jamais» twice?", ["jamais"]],
		['An open " is no phrase', []],
		['Nor is ""', []],
		['"a" "b" "c" "d" "e" "f" "g" "h" "i" "j"', [..."abcdefgh"]],
	])("%s", (question, phrases) => {
		expect(readPhrases(question)).toEqual(phrases);
	});
});

describe("preferPhrases", () => {
	const ranked = [
		candidate("power that is soft", 0.9),
		candidate("of soft powers", 0.8),
		candidate("Soft\nPower is a term", 0.1),
		candidate("in the title", 0.05, "Soft power"),
	];

	it("puts passages first that have the phrase as whole words, whatever their case", () => {
		expect(textsOf(preferPhrases(ranked, ["soft power"]))).toEqual([
			"Soft\nPower is a term",
			"in the title",
			"power that is soft",
			"of soft powers",
		]);
	});

	it("wants all phrases where there are several", () => {
		expect(textsOf(preferPhrases(ranked, ["soft power", "term"]))[0]).toBe("Soft\nPower is a term");
	});

	it("reads any phrase as text", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (phrase) => {
				const phrases = readPhrases(`"${phrase.replaceAll('"', "")}"`);
				const scores = preferPhrases(ranked, phrases).map(({ score }) => score);
				expect(scores).toHaveLength(ranked.length);
				for (const score of scores) expect(score).toBeLessThanOrEqual(1);
			}),
		);
	});
});
