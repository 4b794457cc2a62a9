/** What every embedder promises, as tests to run on each implementation. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { hostileText } from "./hostile-text.ts";

/** Enough texts for an embedder to work in more than one batch. */
const MANY = 700;

export function describeEmbedder(name: string, makeEmbedder: () => Promise<Embedder>): void {
	describe(`the embedder ${name}`, () => {
		it("has an id, a fingerprint and a number of dimensions that stay the same", async () => {
			const [first, second] = [await makeEmbedder(), await makeEmbedder()];
			expect(first.id).toMatch(/^[a-z][a-z0-9-]*$/);
			expect(first.fingerprint).not.toBe("");
			expect(first.dimensions).toBeGreaterThan(0);
			expect(second.id).toBe(first.id);
			expect(second.fingerprint).toBe(first.fingerprint);
			expect(second.dimensions).toBe(first.dimensions);
		});

		it("gives one vector per text, of the stated dimensions", async () => {
			const embedder = await makeEmbedder();
			const vectors = await embedder.embed(["the first text", "the second", ""]);
			expect(vectors.map((vector) => vector.length)).toEqual(Array(3).fill(embedder.dimensions));
		});

		it("gives vectors of length 1, or zeros where a text has no words", async () => {
			const embedder = await makeEmbedder();
			const [words, empty] = await embedder.embed(["a few words of text", ""]);
			expect(lengthOf(words)).toBeCloseTo(1, 5);
			expect([0, 1]).toContainEqual(Math.round(lengthOf(empty) * 1e5) / 1e5);
		});

		it("keeps the order of the texts over many batches", async () => {
			const embedder = await makeEmbedder();
			const texts = Array.from({ length: MANY }, (_, index) => `text number ${index}`);
			const vectors = await embedder.embed(texts);
			const last = await embedder.embed(texts.slice(-1));
			expect(vectors).toHaveLength(MANY);
			expect(vectors.at(-1)).toEqual(last[0]);
		});

		it("gives a text the same vector whatever stands around it", async () => {
			const embedder = await makeEmbedder();
			const texts = ["the sea", "a house on the hill", "the sea"];
			const together = await embedder.embed(texts);
			const reversed = await embedder.embed(texts.toReversed());
			const alone = await embedder.embed(["the sea"]);
			expect(together).toEqual(reversed.toReversed());
			expect(together[0]).toEqual(alone[0]);
			expect(together[2]).toEqual(alone[0]);
		});

		it("gives vectors that later calls leave as they are", async () => {
			const embedder = await makeEmbedder();
			const [vector = new Float32Array()] = await embedder.embed(["the sea"]);
			const before = Float32Array.from(vector);
			await embedder.embed(["a house on the hill"]);
			expect(vector).toEqual(before);
		});

		it("gives nothing for nothing", async () => {
			const embedder = await makeEmbedder();
			expect(await embedder.embed([])).toEqual([]);
		});

		it("reports progress that rises to the number of texts", async () => {
			const embedder = await makeEmbedder();
			const reports: number[] = [];
			const texts = Array.from({ length: MANY }, (_, index) => `text number ${index}`);
			await embedder.embed(texts, { onProgress: (embedded) => reports.push(embedded) });
			expect(reports.at(-1)).toBe(MANY);
			expect(reports).toEqual([...new Set(reports)].sort((a, b) => a - b));
		});

		it("rejects with the signal's reason when aborted before", async () => {
			const embedder = await makeEmbedder();
			const reason = new Error("no longer wanted");
			await expect(embedder.embed(["text"], { signal: AbortSignal.abort(reason) })).rejects.toBe(
				reason,
			);
		});

		it("rejects with the signal's reason when aborted on the way", async () => {
			const embedder = await makeEmbedder();
			const reason = new Error("no longer wanted");
			const controller = new AbortController();
			const reports: number[] = [];
			const embedding = embedder.embed(Array(20 * MANY).fill("the same text again"), {
				signal: controller.signal,
				onProgress: (embedded) => {
					reports.push(embedded);
					controller.abort(reason);
				},
			});
			await expect(embedding).rejects.toBe(reason);
			expect(reports).toHaveLength(1);
		});

		it("never gives a number that is none, whatever the text", async () => {
			const embedder = await makeEmbedder();
			await fc.assert(
				fc.asyncProperty(fc.array(hostileText(), { maxLength: 4 }), async (texts) => {
					const vectors = await embedder.embed(texts);
					expect(vectors).toHaveLength(texts.length);
					for (const vector of vectors) {
						expect(vector).toHaveLength(embedder.dimensions);
						const length = lengthOf(vector);
						expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
					}
				}),
				{ numRuns: 60 },
			);
		});
	});
}

function lengthOf(vector: Float32Array | undefined): number {
	return Math.hypot(...(vector ?? [Number.NaN]));
}
