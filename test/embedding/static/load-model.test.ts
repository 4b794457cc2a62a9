import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadModel, parseModel } from "../../../src/embedding/static/load-model.ts";
import { type ModelParts, modelFile, SMALL_MODEL, withHeader } from "./write-model.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sitecite-model-"));
});
afterAll(async () => {
	await rm(folder, { recursive: true });
});

describe("loadModel", () => {
	it("reads what the file says, from a path or a URL", async () => {
		const path = join(folder, "small.safetensors");
		await writeFile(path, modelFile(SMALL_MODEL));
		for (const file of [path, pathToFileURL(path)]) {
			const model = await loadModel(file);
			expect(model.version).toBe("0.0.1");
			expect(model.dimensions).toBe(2);
			expect(model.vocabulary).toEqual(SMALL_MODEL.vocabulary);
			expect([...model.rows]).toEqual(SMALL_MODEL.rows.flat());
			expect([...model.scales]).toEqual(SMALL_MODEL.scales);
			expect(model.unknownId).toBe(1);
			expect(model.continuationPrefix).toBe("##");
			expect(model.maxWordCharacters).toBe(100);
			expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
		}
	});

	it("names the file and the remedy when it cannot be used", async () => {
		const missing = join(folder, "missing.safetensors");
		const broken = join(folder, "broken.safetensors");
		await writeFile(broken, modelFile(SMALL_MODEL).subarray(0, -1));
		for (const path of [missing, broken, folder]) {
			await expect(loadModel(path)).rejects.toMatchObject({
				name: "SiteciteError",
				code: "model_invalid",
				message: expect.stringMatching(new RegExp(`${path}.*Install sitecite again`, "s")),
				cause: expect.any(Error),
			});
		}
	});
});

describe("parseModel", () => {
	it("reads a file that does not start at an aligned address", () => {
		const file = modelFile(SMALL_MODEL);
		const shifted = new Uint8Array(file.length + 3);
		shifted.set(file, 3);
		expect(parseModel(shifted.subarray(3))).toEqual(parseModel(file));
	});

	it("gives different models different hashes", () => {
		const other = { ...SMALL_MODEL, scales: [1, 1, 1, 1, 1, 1, 1] };
		expect(parseModel(modelFile(other)).sha256).not.toBe(parseModel(modelFile(SMALL_MODEL)).sha256);
	});

	const broken: readonly [string, Partial<ModelParts>, RegExp][] = [
		["too few scales", { scales: [1, 1] }, /2 scales for 7 tokens/],
		["a scale that is no number", { scales: [1, 1, Number.NaN, 1, 1, 1, 1] }, /scale of token 2/],
		["an infinite scale", { scales: [Infinity, 1, 1, 1, 1, 1, 1] }, /scale of token 0/],
		["a negative scale", { scales: [1, 1, 1, 1, 1, 1, -1] }, /scale of token 6/],
		["too short a vocabulary", { vocabulary: ["[UNK]"] }, /names 1 tokens for 7/],
		[
			"a vocabulary that names a token twice",
			{ vocabulary: ["[UNK]", "a", "b", "c", "d", "e", "a"] },
			/twice/,
		],
		[
			"a vocabulary without the unknown token",
			{ vocabulary: ["a", "b", "c", "d", "e", "f", "g"] },
			/lacks the unknown token/,
		],
		["no rows", { rows: [], scales: [], vocabulary: ["[UNK]"] }, /empty/],
		[
			"metadata of other dimensions",
			{ metadata: changed("dimensions", "3") },
			/states 3 dimensions/,
		],
		["another pooling", { metadata: changed("pooling", "max") }, /pooling is "max"/],
		["another casing", { metadata: changed("lowercase", "false") }, /lowercase is "false"/],
		["no version", { metadata: changed("version", "") }, /lacks "version"/],
		[
			"a senseless word limit",
			{ metadata: changed("max_word_characters", "many") },
			/max_word_characters is "many"/,
		],
	];
	it.each(broken)("refuses %s", (_, parts, message) => {
		expect(() => parseModel(modelFile({ ...SMALL_MODEL, ...parts }))).toThrow(message);
	});

	const headers: readonly [string, string, RegExp][] = [
		["a header that is not JSON", "{", /header is not JSON/],
		["a header that is no object", "[1]", /not a JSON object/],
		["metadata that is no object", '{"__metadata__":[]}', /__metadata__ is not an object/],
		["metadata that is no text", '{"__metadata__":{"a":1}}', /"a" is not a string/],
		["a tensor that is no object", '{"a":1}', /"a" is not described/],
		["an unknown type", '{"a":{"dtype":"Q3"}}', /has the type Q3/],
		["a type named as an object's own", '{"a":{"dtype":"toString"}}', /has the type toString/],
		["a negative shape", '{"a":{"dtype":"I8","shape":[-1]}}', /no valid shape/],
		[
			"offsets that are no pair",
			'{"a":{"dtype":"I8","shape":[1],"data_offsets":[0]}}',
			/no valid data_offsets/,
		],
		[
			"a shape that does not fill its bytes",
			'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}',
			/has 4 bytes where its shape needs 8/,
		],
		[
			"a tensor behind the file's end",
			'{"a":{"dtype":"I8","shape":[9],"data_offsets":[0,9]}}',
			/ends 5 bytes behind the file/,
		],
		[
			"bytes that belong to nothing",
			'{"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}',
			/3 bytes follow/,
		],
	];
	it.each(headers)("refuses %s", (_, header, message) => {
		expect(() => parseModel(withHeader(header, new Uint8Array(4)))).toThrow(message);
	});

	it("refuses a file too short for its header", () => {
		expect(() => parseModel(new Uint8Array(4))).toThrow(/only 4 bytes/);
		expect(() => parseModel(new Uint8Array(16).fill(255))).toThrow(/more than the file/);
	});

	it("refuses the file cut anywhere", () => {
		const file = modelFile(SMALL_MODEL);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: file.length - 1 }), (length) => {
				expect(() => parseModel(file.subarray(0, length))).toThrow(Error);
			}),
			{ numRuns: 200 },
		);
	});
});

function changed(key: string, value: string): Record<string, string> {
	return { ...SMALL_MODEL.metadata, [key]: value };
}
