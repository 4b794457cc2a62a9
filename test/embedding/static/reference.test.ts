import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { loadModel, type StaticModel } from "../../../src/embedding/static/load-model.ts";
import { StaticEmbedder } from "../../../src/embedding/static/static-embedder.ts";
import { WordPiece } from "../../../src/embedding/word-piece/word-piece.ts";

/** Written by scripts/train-model/make_fixture.py from the bundled model. */
interface Reference {
	/** SHA-256 of the model file. */
	readonly model: string;
	readonly texts: readonly {
		readonly text: string;
		/** Known tokens. */
		readonly ids: readonly number[];
		/** float32, little-endian, in base64. */
		readonly vector: string;
	}[];
}

const MODEL = new URL("../../../models/static.safetensors", import.meta.url);
const FIXTURE = new URL("fixtures/static-reference.json", import.meta.url);
const TOLERANCE = 1e-3;

let model: StaticModel;
let reference: Reference;
beforeAll(async () => {
	model = await loadModel(MODEL);
	reference = JSON.parse(await readFile(FIXTURE, "utf8"));
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
			const expected = decodeFloats(vector);
			const actual = embedder.embedOne(text);
			expect(actual).toHaveLength(expected.length);
			const differences = expected.map((value, index) => Math.abs(value - (actual[index] ?? 0)));
			expect(Math.max(...differences), JSON.stringify(text)).toBeLessThan(TOLERANCE);
		}
	});
});

function decodeFloats(base64: string): number[] {
	const bytes = Buffer.from(base64, "base64");
	return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
