/** Quantisation: a vector as one signed byte per component and one scale. */

const LARGEST_CODE = 127;

/**
 * Rounds a vector to bytes: component i is about `codes[i] × scale`, off by half a scale at most.
 *
 * Symmetric, scale = largest absolute component / 127. The cosine to another vector changes by less
 * than 0.01 from 64 dimensions up.
 *
 * @param codes where to put the bytes, as long as the vector.
 * @returns the scale; 0, and zeros in `codes`, for a vector of zeros or one that is not finite.
 */
export function quantize(vector: ArrayLike<number>, codes: Int8Array): number {
	let largest = 0;
	for (let index = 0; index < vector.length; index++) {
		const magnitude = Math.abs(vector[index] ?? 0);
		if (magnitude > largest) largest = magnitude;
		// No comparison with NaN holds, so it would go unnoticed.
		else if (Number.isNaN(magnitude)) return clear(codes);
	}
	// Kept as a float32, so that a scale read back from an artifact is the same number.
	const scale = Math.fround(largest / LARGEST_CODE);
	if (scale === 0 || !Number.isFinite(scale)) return clear(codes);
	for (let index = 0; index < vector.length; index++) {
		codes[index] = Math.max(
			-LARGEST_CODE,
			Math.min(LARGEST_CODE, Math.round((vector[index] ?? 0) / scale)),
		);
	}
	return scale;
}

function clear(codes: Int8Array): number {
	codes.fill(0);
	return 0;
}
