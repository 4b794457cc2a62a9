import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	BUNDLED_STUDENT,
	type EncoderDescription,
	type EncoderSession,
	openEncoder,
} from "../../../src/embedding/student/encoder-session.ts";
import { StudentEmbedder } from "../../../src/embedding/student/student-embedder.ts";
import { WordPiece } from "../../../src/embedding/word-piece/word-piece.ts";
import { largestDifference, type Reference, readReference } from "../reference-fixture.ts";

/**
 * The model rounds what it computes to eight bits as it goes. Sums of floats come out a little otherwise on each kind of
 * processor, so that here and there a value is rounded to the next step, which moves the vector of that text.
 */
const ONE_STEP_OFF = 5e-3;
const TOLERANCE = 1e-3;

let description: EncoderDescription;
let session: EncoderSession;
let embedder: StudentEmbedder;
let reference: Reference;
beforeAll(async () => {
	({ session, description } = await openEncoder(BUNDLED_STUDENT));
	embedder = new StudentEmbedder(BUNDLED_STUDENT, session, description);
	reference = await readReference(new URL("fixtures/student-reference.json", import.meta.url));
});
afterAll(async () => await embedder.close());

describe("the student against its Python reference", () => {
	it("has a reference of the very model that is bundled", () => {
		const message = "make the fixture again after shipping a model";
		expect(reference.model, message).toBe(description.sha256);
		expect(reference.texts.length).toBeGreaterThan(100);
	});

	it("splits every text into the same tokens", () => {
		const wordPiece = new WordPiece(description);
		for (const { text, ids } of reference.texts) {
			expect([...wordPiece.encode(text)], JSON.stringify(text)).toEqual(ids);
		}
	});

	it("gives every text the same vector, but for single steps of its eight bits", async () => {
		const vectors = await embedder.embed(reference.texts.map(({ text }) => text));
		const differences = reference.texts.map(({ text, vector }, i) => {
			const difference = largestDifference(vector, vectors[i]);
			expect(difference, JSON.stringify(text)).toBeLessThan(ONE_STEP_OFF);
			return difference;
		});
		const equal = differences.filter((difference) => difference < TOLERANCE);
		expect(equal.length / differences.length).toBeGreaterThan(0.9);
	});
});
