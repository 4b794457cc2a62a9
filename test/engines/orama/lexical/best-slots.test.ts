import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { questionWords } from "../../../../src/engines/orama/lexical/question-words.ts";
import { OramaEngineBuilder } from "../../../../src/engines/orama/orama-engine-builder.ts";
import { openChunkStore } from "../../../../src/engines/orama/pack-chunk-store.ts";
import { positiveScores } from "../../../../src/engines/orama/text-search.ts";
import { articleFixture, chunkFixture } from "../../../fixtures/indexed-chunk.ts";

/** The first are in nearly every text and the last in hardly any, as words are. */
const WORDS = Array.from({ length: 40 }, (_, rank) => `w${rank}`);

/** Draws a word of rank r in proportion to 1 / r. */
const word = fc
	.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
	.map((share) => WORDS[Math.floor(WORDS.length ** share) - 1] ?? "");

const text = (most: number) => fc.array(word, { minLength: 1, maxLength: most });

const searches = fc.record({
	texts: fc.array(fc.tuple(text(4), text(12)), { minLength: 1, maxLength: 120 }),
	question: text(8),
	limit: fc.nat(20),
	masked: fc.option(fc.array(fc.boolean(), { minLength: 120, maxLength: 120 })),
});

describe("the best slots of a question", () => {
	test("are those that adding up every list gives, to the last digit", () => {
		fc.assert(
			fc.property(searches, ({ texts, question, limit, masked }) => {
				const { lexical, scoring, slots } = indexOf(texts);
				const mask = masked && Uint8Array.from(masked.slice(0, slots.count), Number);
				const words = questionWords(question.join(" "), null, lexical.analyzers);
				const found = lexical.best(words, scoring, mask, limit);
				const scores = lexical.scores(words, scoring).slice();
				expect(found?.best).toEqual(positiveScores(scores, mask, limit));
				const all = Uint32Array.from(scores.keys());
				expect(found?.scoresOf(all)).toEqual(scores);
				// Nothing is left of the question before.
				expect(lexical.best(words, scoring, mask, limit)?.best).toEqual(found?.best);
			}),
			{ numRuns: 300 },
		);
	});
});

function indexOf(texts: readonly (readonly [title: readonly string[], text: readonly string[]])[]) {
	const builder = new OramaEngineBuilder({ dimensions: 1 });
	for (const [place, [title, body]] of texts.entries()) {
		builder.add(
			chunkFixture({
				id: `chunk ${place}`,
				article: articleFixture({ title: title.join(" ") }),
				text: body.join(" "),
			}),
			null,
		);
	}
	return openChunkStore(builder.finish()).store.index;
}
