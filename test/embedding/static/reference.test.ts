import { beforeAll, describe, expect, it } from "vitest";
import { loadModel, type StaticModel } from "../../../src/embedding/static/load-model.ts";
import { StaticEmbedder } from "../../../src/embedding/static/static-embedder.ts";
import { WordPiece } from "../../../src/embedding/word-piece/word-piece.ts";
import { largestDifference, type Reference, readReference } from "../reference-fixture.ts";

const MODEL = new URL("../../../models/static.safetensors", import.meta.url);
const TOLERANCE = 1e-3;

let model: StaticModel;
let reference: Reference;
beforeAll(async () => {
	model = await loadModel(MODEL);
	reference = await readReference(new URL("fixtures/static-reference.json", import.meta.url));
});

describe("the static embedder against its Python reference", () => {
	it("has a reference of the very model that is bundled", () => {
		expect(reference.model, "make the fixture again after shipping a model").toBe(model.sha256);
		expect(reference.texts.length).toBeGreaterThan(100);
	});

	it("splits every text into the same tokens", () => {
		const wordPiece = new WordPiece(model);
		for (const { text, ids } of reference.texts) {
			expect([...wordPiece.encode(text)], JSON.stringify(text)).toEqual(ids);
		}
	});

	it(`gives every text the same vector to ${TOLERANCE} per component`, () => {
		const embedder = new StaticEmbedder(model);
		for (const { text, vector } of reference.texts) {
			const difference = largestDifference(vector, embedder.embedOne(text));
			expect(difference, JSON.stringify(text)).toBeLessThan(TOLERANCE);
		}
	});
});
