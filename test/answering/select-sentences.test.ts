import { describe, expect, it } from "vitest";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.ts";
import { wantedBy } from "../../src/answering/narrow-type.ts";
import { type AnswerModels, selectAnswer } from "../../src/answering/select-sentences.ts";
import { SENTENCE_FEATURES, sentenceFeatures } from "../../src/answering/sentence-features.ts";
import { splitSentences } from "../../src/chunking/split-sentences.ts";
import type { Passage } from "../../src/domain/passage.ts";
import { citePassage } from "../../src/retrieval/cite-passage.ts";
import { articleFixture, chunkFixture } from "../fixtures/indexed-chunk.ts";
import { sourcesFixture } from "../fixtures/question-sources.ts";

function passage(rank: number, text: string, score = 0.5, title = "News"): Passage {
	const sentences = splitSentences(text, "en").map(({ start, end }) => ({
		start: 100 + start,
		end: 100 + end,
	}));
	const article = articleFixture({ title });
	const chunk = chunkFixture({ id: `c${rank}`, text, start: 100, sentences, article });
	return citePassage(
		{ candidate: { chunk, scores: { lexical: 5, semantic: 0.6 } }, score },
		rank,
		[],
	);
}

/** Weights that are easy to reckon with; what the product has learned is measured by `sitecite evaluate`. */
function models(
	sentences: Partial<AnswerModels["sentences"]["weights"]>,
	confidence: Partial<AnswerModels["confidence"]["weights"]> = {},
): AnswerModels {
	const none = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
	return {
		sentences: { bias: 0, weights: { ...none(SENTENCE_FEATURES), ...sentences } },
		confidence: { bias: 0, weights: { ...none(CONFIDENCE_FEATURES), ...confidence } },
	} as AnswerModels;
}

const BY_WORDS = models({ coverage: 10, passageScore: 4 });

describe("selectAnswer", () => {
	it("quotes the sentence with the question's words, exactly as it stands", () => {
		const passages = [passage(1, "It rained. The dam broke in May. Nobody was hurt.")];
		const answer = selectAnswer(passages, sourcesFixture("dam broke"), BY_WORDS, 0);
		expect(answer.status).toBe("answered");
		expect(answer.sentences).toMatchObject([{ text: "The dam broke in May.", citation: 1 }]);
	});

	it("quotes by meaning where no word is shared", () => {
		const sources = sourcesFixture("price", { synonyms: ["price cost"] });
		const passages = [passage(1, "It rained. The cost was high.")];
		const answer = selectAnswer(passages, sources, models({ soft: 10 }), 0);
		expect(answer.sentences).toMatchObject([{ text: "The cost was high.", citation: 1 }]);
	});

	it("prefers the better passage where sentences match alike", () => {
		const passages = [passage(1, "The dam held.", 0.9), passage(2, "The dam leaked.", 0.2)];
		expect(selectAnswer(passages, sourcesFixture("dam"), BY_WORDS, 0).sentences).toMatchObject([
			{ text: "The dam held.", citation: 1 },
		]);
	});

	it("quotes at most three sentences, and only of the first three passages", () => {
		const passages = [1, 2, 3, 4].map((rank) => passage(rank, `Dam ${rank} leaks.`));
		const { sentences } = selectAnswer(passages, sourcesFixture("dam"), BY_WORDS, 0);
		expect(sentences.map(({ citation }) => citation)).toEqual([1, 2, 3]);
	});

	it("is as sure whatever number of passages is asked for", () => {
		const sure = models({ coverage: 10 }, { cosine: 1 });
		const five = [1, 2, 3, 4, 5].map((rank) => passage(rank, "The dam leaks."));
		const near = { ...passage(6, "No."), scores: { lexical: null, semantic: 0.9 } };
		const sources = sourcesFixture("dam");
		expect(selectAnswer([...five, near], sources, sure, 0).confidence).toBe(
			selectAnswer(five, sources, sure, 0).confidence,
		);
	});

	it("quotes a sentence that several passages have once", () => {
		const passages = [
			passage(1, "It rained. The dam broke."),
			passage(2, "The dam broke. So what?"),
		];
		expect(
			selectAnswer(passages, sourcesFixture("dam broke"), BY_WORDS, 0).sentences,
		).toMatchObject([{ text: "The dam broke.", citation: 1 }]);
	});

	it("is the less sure the more passages are somewhat relevant", () => {
		const passages = [passage(1, "The dam broke.")];
		const sureness = (relevant: number) =>
			selectAnswer(
				passages,
				{ ...sourcesFixture("dam"), relevant },
				models({}, { relevant: -1 }),
				0,
			).confidence;
		expect(sureness(0)).toBe(0.5);
		expect(sureness(3)).toBeCloseTo(1 / (1 + Math.exp(3)));
	});

	it("says no answer below the threshold, with the confidence it had", () => {
		const unsure = models({ coverage: 10 }, { rarestMissing: -9 });
		const passages = [passage(1, "Nobody was hurt.")];
		const sources = sourcesFixture("turbines exploded");
		const answer = selectAnswer(passages, sources, unsure, 0.3);
		expect(answer).toMatchObject({ status: "no_answer", sentences: [] });
		expect(answer.confidence).toBeCloseTo(1 / (1 + Math.exp(4.5)));
	});

	it("quotes no question where there is a statement", () => {
		const passages = [passage(1, "Did the dam break? Everybody asked.")];
		const { sentences } = selectAnswer(passages, sourcesFixture("dam break"), BY_WORDS, 0);
		expect(sentences).toMatchObject([{ text: "Everybody asked.", citation: 1 }]);
		const [only] = [passage(1, "Did the dam break?")];
		expect(selectAnswer([only], sourcesFixture("dam break"), BY_WORDS, 0).sentences).toHaveLength(
			1,
		);
	});

	it("quotes no bare heading where there is a sentence", () => {
		const heading = passage(1, "What the dam costs");
		const text = passage(2, "The dam costs two million crowns.");
		const { sentences } = selectAnswer([heading, text], sourcesFixture("dam costs"), BY_WORDS, 0);
		expect(sentences).toMatchObject([{ text: "The dam costs two million crowns.", citation: 2 }]);
	});

	it("answers what is asked of last week from no older article", () => {
		const old = passage(1, "The dam broke in May.", 0.9);
		const sources = { ...sourcesFixture("dam broke"), since: "2024-05-03" };
		expect(selectAnswer([old], sources, BY_WORDS, 0)).toMatchObject({
			status: "no_answer",
			confidence: 0,
		});
		const { citation } = old;
		const of = (published: string | null, rank: number) => ({
			...passage(rank, `The dam broke, part ${rank}.`),
			citation: { ...citation, number: rank, article: { ...citation.article, published } },
		});
		const passages = [old, of("2024-05-03T08:00:00Z", 2), of(null, 3)];
		const { sentences } = selectAnswer(passages, sources, BY_WORDS, 0);
		expect(sentences.map((one) => one.citation)).toEqual([2, 3]);
	});

	it("says no answer to a question of nothing but stop words", () => {
		const sources = sourcesFixture("what is this");
		const words = () => ({ ...sources.words(), hasContent: false });
		const passages = [passage(1, "What this is nobody knows.")];
		expect(selectAnswer(passages, { ...sources, words }, BY_WORDS, 0)).toEqual({
			status: "no_answer",
			confidence: 0,
			sentences: [],
			missing: [],
		});
	});

	it("says no answer where there is no passage, or none with a sentence", () => {
		const none = { status: "no_answer", confidence: 0, sentences: [], missing: [] };
		expect(selectAnswer([], sourcesFixture("dam"), BY_WORDS, 0)).toEqual(none);
		const empty = selectAnswer([passage(1, "")], sourcesFixture("dam"), BY_WORDS, 0);
		expect(empty).toEqual({ ...none, missing: ["dam"] });
	});
});

describe("sentenceFeatures", () => {
	const featuresOf = (question: string, text: string, title?: string) =>
		sentenceFeatures(
			passage(1, text, 0.5, title),
			1,
			wantedBy(question),
			sourcesFixture(question),
		).map((values) =>
			Object.fromEntries(SENTENCE_FEATURES.map((name, i) => [name, values[i] ?? Number.NaN])),
		);

	it("sees which sentences lack the kind of number that is asked for", () => {
		const text = "It has 12 arches. It cost 40,000 pounds.";
		const lacking = (question: string) =>
			featuresOf(question, text).map(({ narrowLacking }) => narrowLacking);
		expect(lacking("How much did the bridge cost?")).toEqual([1, 0]);
		expect(lacking("How many arches are there?")).toEqual([0, 0]);
		expect(lacking("Who built the bridge?")).toEqual([0, 0]);
	});

	it("counts the words of the title and of the sentence before as known", () => {
		const [, second] = featuresOf(
			"dam break cause",
			"The break came at dawn. A cause is sought.",
			"Dam",
		);
		expect(second?.coverage).toBeCloseTo(1 / 3);
		expect(second?.contextCoverage).toBeCloseTo(1);
	});

	it("sees whether the sentence has what the question asks for", () => {
		const [lacking, offering] = featuresOf("When did it open?", "It is open. It opened in 1842.");
		expect(lacking).toMatchObject({ typeOffered: 0, typeLacking: 1 });
		expect(offering).toMatchObject({ typeOffered: 1, typeLacking: 0 });
		const [other] = featuresOf("Tell me about it", "It is open.");
		expect(other).toMatchObject({ typeOffered: 0, typeLacking: 0 });
	});

	it("knows a question from a statement", () => {
		const [asking, saying] = featuresOf("dam", "Did the dam hold? It did.");
		expect(asking?.isQuestion).toBe(1);
		expect(saying?.isQuestion).toBe(0);
	});

	it("has a finite number for every feature, whatever is asked", () => {
		for (const question of ["", "?", "水", "<b>", "😀"]) {
			for (const features of featuresOf(question, "The dam broke. Nobody was hurt.")) {
				expect(Object.values(features).every(Number.isFinite)).toBe(true);
			}
		}
	});
});
