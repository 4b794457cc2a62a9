/** Exact scan: compares a question with every vector, without an approximate graph. */

import { BATCH_SLOTS, type CodeTable } from "../../../vectors/code-table.ts";
import { dotFloat, dotFloats, vectorLength } from "../../../vectors/dot-product.ts";
import { type Scored, TopK } from "../lexical/top-k.ts";
import { quantize } from "./quantize.ts";

/** Vectors by slot, as bytes whose lengths are known. */
export interface PackedVectors {
	readonly codes: CodeTable;
	/** 1 / length of each vector of bytes; 0 leaves the slot out. */
	readonly inverseNorms: Float32Array;
}

/**
 * How many slots of the coarse scan are scored again, for each one wanted. Rounding moves a cosine
 * of 256 random components by 0.0003 on average and 0.0015 at most, so the true best are well within
 * four times as many.
 */
const RESCORED_PER_RESULT = 4;

/**
 * The `limit` slots of largest cosine, best first, equal ones by slot.
 *
 * A coarse pass rounds the question to bytes; its best are scored again with the question as it is.
 *
 * @param mask one byte per slot, 0 to leave it out; null for all.
 */
export function nearest(
	vectors: PackedVectors,
	question: Float32Array,
	limit: number,
	mask: Uint8Array | null,
): Scored[] {
	const { codes, inverseNorms } = vectors;
	const questionCodes = new Int8Array(codes.dimensions);
	if (limit <= 0 || quantize(question, questionCodes) === 0) return [];
	const slotCount = Math.min(inverseNorms.length, mask?.length ?? inverseNorms.length);
	const best = new TopK(Math.min(slotCount, limit * RESCORED_PER_RESULT));
	const { slots, dots, compute } = codes.compareWith(questionCodes);
	let threshold = best.threshold;
	for (let slot = 0; slot < slotCount; ) {
		let count = 0;
		for (; slot < slotCount && count < BATCH_SLOTS; slot++) {
			if (inverseNorms[slot] === 0 || (mask !== null && mask[slot] === 0)) continue;
			slots[count++] = slot;
		}
		compute(count);
		for (let index = 0; index < count; index++) {
			const compared = slots[index] as number;
			const score = (dots[index] as number) * (inverseNorms[compared] as number);
			if (score <= threshold) continue;
			best.offer(compared, score);
			threshold = best.threshold;
		}
	}
	const candidates = best.slots();
	const cosines = cosinesOf(vectors, question, candidates);
	const results = new TopK(Math.min(candidates.length, limit));
	for (const [index, slot] of candidates.entries()) results.offer(slot, cosines[index] as number);
	return results.sorted();
}

/** The cosine of a slot's vector to a question, -1 to 1; 0 where either has no direction. */
export function cosineTo(vectors: PackedVectors, question: Float32Array): (slot: number) => number {
	const { codes, inverseNorms } = vectors;
	const length = vectorLength(question);
	return (slot) => {
		const inverseNorm = inverseNorms[slot] ?? 0;
		if (inverseNorm === 0) return 0;
		return cosine(dotFloat(codes.codes, slot * codes.stride, question), inverseNorm, length);
	};
}

/** The cosines of several slots' vectors, each as {@link cosineTo} gives it, but sooner. */
export function cosinesOf(
	vectors: PackedVectors,
	question: Float32Array,
	slots: Uint32Array,
): Float64Array {
	const { codes, inverseNorms } = vectors;
	const length = vectorLength(question);
	return dotFloats(codes.codes, codes.stride, slots, question).map((dot, index) => {
		const inverseNorm = inverseNorms[slots[index] as number] ?? 0;
		return inverseNorm === 0 ? 0 : cosine(dot, inverseNorm, length);
	});
}

function cosine(dot: number, inverseNorm: number, length: number): number {
	if (length === 0 || !Number.isFinite(length)) return 0;
	// Rounding may carry it just past 1.
	return Math.max(-1, Math.min(1, (dot * inverseNorm) / length));
}
