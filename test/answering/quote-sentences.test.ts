import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteSentences } from "../../src/answering/quote-sentences.ts";
import { splitSentences } from "../../src/chunking/split-sentences.ts";
import type { Passage } from "../../src/domain/passage.ts";
import { citePassage } from "../../src/retrieval/cite-passage.ts";
import { chunkFixture } from "../fixtures/indexed-chunk.ts";

function passage(text: string, rank = 1): Passage {
	const chunk = chunkFixture({ id: `c${rank}`, text, sentences: splitSentences(text, "en") });
	return citePassage(
		{ candidate: { chunk, scores: { lexical: 1, semantic: 1 } }, score: 1 },
		rank,
		[],
	);
}

const quotesOf = (text: string, ...indices: number[]) => {
	const from = passage(text);
	return quoteSentences(indices.map((index) => ({ passage: from, index }))).map((one) => one.text);
};

describe("quoteSentences", () => {
	it("quotes sentences in the order they were chosen, each with its citation", () => {
		const [one, two] = [
			passage("It rained. The dam broke. Trains stopped."),
			passage("Help came.", 2),
		];
		expect(
			quoteSentences([
				{ passage: two, index: 0 },
				{ passage: one, index: 2 },
			]),
		).toEqual([
			{ text: "Help came.", citation: 2, start: 0, end: 10 },
			{ text: "Trains stopped.", citation: 1, start: 26, end: 41 },
		]);
	});

	it("joins sentences that stand side by side", () => {
		expect(quotesOf("It rained.  The dam broke. Trains stopped.", 1, 0)).toEqual([
			"It rained.  The dam broke.",
		]);
	});

	it("ends a quote with its paragraph", () => {
		const text = "It rained.\n\nThe dam broke. Trains stopped.";
		expect(quotesOf(text, 0, 1)).toEqual(["It rained.", "The dam broke."]);
		expect(quotesOf(text, 0, 2, 1)).toEqual(["It rained.", "The dam broke. Trains stopped."]);
		const split = "Ada Lindqvist is mayor.\n\nShe took office in spring.";
		expect(quotesOf(split, 1)).toEqual([split]);
	});

	it("joins what a later sentence has made neighbours", () => {
		const text = "It rained. The dam broke. Trains stopped. Shops closed.";
		expect(quotesOf(text, 1, 3, 2)).toEqual(["The dam broke. Trains stopped. Shops closed."]);
		const named = "Ada Lindqvist is mayor. She took office. The dam broke.";
		expect(quotesOf(named, 2, 0, 1)).toEqual([named]);
	});

	it("brings the sentence before where one opens with a pronoun and names nobody", () => {
		expect(quotesOf("Ada Lindqvist is mayor. She took office in spring.", 1)).toEqual([
			"Ada Lindqvist is mayor. She took office in spring.",
		]);
		expect(quotesOf("It rained. She thanked Ada Lindqvist for it.", 1)).toEqual([
			"She thanked Ada Lindqvist for it.",
		]);
	});

	it("brings the end of a quotation, where the speaker is named", () => {
		expect(
			quotesOf("Rain fell. “We had warned them. Nobody listened,” said Lindqvist.", 1),
		).toEqual(["“We had warned them. Nobody listened,” said Lindqvist."]);
		const straight = 'Lindqvist said, "We had warned them. Nobody ("not one") listened."';
		expect(quotesOf(`Rain fell. ${straight}`, 1)).toEqual([straight]);
	});

	it("brings nothing where the quotation ends with the sentence", () => {
		const text = 'Lindqvist said, "We had warned them." A "dam" is old. "It broke," she said.';
		expect(quotesOf(text, 0)).toEqual(['Lindqvist said, "We had warned them."']);
		expect(quotesOf(text, 1)).toEqual(['A "dam" is old.']);
	});

	it("quotes exactly, and no character twice, whatever is chosen", () => {
		const sentence = fc.constantFrom(
			"It rained.",
			"She left.",
			"“We know.",
			"Yes,” he said.",
			"Ok!",
		);
		// Each with a number of its own, so that a quote stands in one place only.
		const text = fc
			.array(sentence, { minLength: 1, maxLength: 8 })
			.map((all) => all.map((one, i) => one.replace(/[.!]/u, ` ${"i".repeat(i + 1)}$&`)).join(" "));
		fc.assert(
			fc.property(text, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (content, picks) => {
				const count = passage(content).sentences.length;
				const quotes = quotesOf(content, ...new Set(picks.map((pick) => pick % count)));
				for (const quote of quotes) expect(content).toContain(quote);
				const positions = quotes.flatMap((quote) => {
					const start = content.indexOf(quote);
					return Array.from(quote, (_, i) => start + i);
				});
				expect(new Set(positions).size).toBe(positions.length);
			}),
		);
	});
});
