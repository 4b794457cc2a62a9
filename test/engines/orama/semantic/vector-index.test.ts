import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantize } from "../../../../src/engines/orama/semantic/quantize.ts";
import { VectorIndex } from "../../../../src/engines/orama/semantic/vector-index.ts";
import { dotInt8 } from "../../../../src/vectors/dot-product.ts";

const DIMENSIONS = 64;

describe("quantising", () => {
	test("is off by half a scale at most in every component", () => {
		fc.assert(
			fc.property(vectors(DIMENSIONS), (vector) => {
				const codes = new Int8Array(DIMENSIONS);
				const scale = quantize(vector, codes);
				for (const [index, component] of vector.entries()) {
					expect(Math.abs(component - (codes[index] ?? 0) * scale)).toBeLessThanOrEqual(
						scale * 0.501,
					);
				}
			}),
		);
	});

	test.each([
		["zeros", [0, 0, 0]],
		["not a number", [1, Number.NaN, 2]],
		["infinity", [1, Number.POSITIVE_INFINITY, 2]],
	])("gives %s no direction", (_, vector) => {
		const codes = Int8Array.of(9, 9, 9);
		expect(quantize(vector, codes)).toBe(0);
		expect([...codes]).toEqual([0, 0, 0]);
	});
});

test("the dot product of bytes is exact for any length and offset", () => {
	const bytes = fc.int8Array({ minLength: 0, maxLength: 40 });
	fc.assert(
		fc.property(bytes, fc.nat(5), (question, offset) => {
			const codes = new Int8Array(question.length + offset);
			codes.set(question, offset);
			const expected = question.reduce((sum, code) => sum + code * code, 0);
			expect(dotInt8(codes, offset, question, question.length)).toBe(expected);
		}),
	);
});

describe("the semantic leg", () => {
	test("has cosines within 0.01 of the exact ones", () => {
		fc.assert(
			fc.property(vectors(DIMENSIONS), vectors(DIMENSIONS), (stored, question) => {
				const index = new VectorIndex(DIMENSIONS);
				index.set(0, stored);
				expect(Math.abs(index.cosineTo(question)(0) - cosine(stored, question))).toBeLessThan(0.01);
			}),
			{ numRuns: 300 },
		);
	});

	test("finds what comparing with every vector finds, with the same scores", () => {
		const many = fc.array(vectors(8), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(many, vectors(8), fc.integer({ min: 1, max: 10 }), (stored, question, limit) => {
				const index = indexOf(stored);
				const cosineOf = index.cosineTo(question);
				const expected = stored
					.map((_, slot) => ({ slot, score: cosineOf(slot) }))
					.sort((a, b) => b.score - a.score || a.slot - b.slot);
				const found = index.nearest(question, limit, null);
				expect(found).toHaveLength(Math.min(limit, stored.length));
				for (const [rank, { slot, score }] of found.entries()) {
					expect(score).toBe(cosineOf(slot));
					// Rounding the question may lose an entry only to others that are as near but for it.
					expect(score).toBeGreaterThanOrEqual((expected[rank]?.score ?? 0) - 0.02);
				}
			}),
			{ numRuns: 200 },
		);
	});

	test("has the same cosines for several slots as for each", () => {
		const many = fc.array(vectors(8), { minLength: 1, maxLength: 11 });
		fc.assert(
			fc.property(many, vectors(8), fc.array(fc.nat(14)), (stored, question, slots) => {
				const index = indexOf(stored);
				const cosineOf = index.cosineTo(question);
				expect([...index.cosinesOf(question, Uint32Array.from(slots))]).toEqual(
					slots.map(cosineOf),
				);
			}),
		);
	});

	test("leaves out what the mask leaves out, and slots without a vector", () => {
		const index = new VectorIndex(2);
		index.set(0, [1, 0]);
		index.set(2, [1, 0]);
		index.set(3, [0, 0]);
		const question = Float32Array.of(1, 0);
		expect(index.nearest(question, 9, null).map(({ slot }) => slot)).toEqual([0, 2]);
		expect(index.nearest(question, 9, Uint8Array.of(0, 1, 1, 1)).map(({ slot }) => slot)).toEqual([
			2,
		]);
		expect(index.nearest(new Float32Array(2), 9, null)).toEqual([]);
		expect(index.vectorOf(1)).toBeNull();
		expect(index.hasVector(3)).toBe(false);
	});
});

function indexOf(vectors: readonly Float32Array[]): VectorIndex {
	const index = new VectorIndex(vectors[0]?.length ?? 1);
	for (const [slot, vector] of vectors.entries()) index.set(slot, vector);
	return index;
}

function cosine(left: Float32Array, right: Float32Array): number {
	let dot = 0;
	for (let index = 0; index < left.length; index++) dot += (left[index] ?? 0) * (right[index] ?? 0);
	return dot / (Math.hypot(...left) * Math.hypot(...right));
}

/** Components of comparable size, as embeddings have, and never all zero. */
function vectors(dimensions: number): fc.Arbitrary<Float32Array> {
	return fc
		.array(fc.integer({ min: -1000, max: 1000 }), { minLength: dimensions, maxLength: dimensions })
		.filter((components) => components.some((component) => component !== 0))
		.map((components) => Float32Array.from(components, (component) => component / 1000));
}
