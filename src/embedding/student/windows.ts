/** Texts of any length as windows that the encoder can read, and their vectors as one. */

/** A text's tokens in windows; none for a text without a known token. */
export type Windows = readonly Int32Array[];

export interface WindowSettings {
	/** Tokens of a window, the two around it included. */
	readonly maxTokens: number;
	readonly beginId: number;
	readonly endId: number;
}

/** As few windows as hold all ids in order, their lengths differing by one at most: no text is cut short. */
export function splitIntoWindows(
	ids: Int32Array,
	{ maxTokens, beginId, endId }: WindowSettings,
): Windows {
	const count = Math.ceil(ids.length / (maxTokens - 2));
	return Array.from({ length: count }, (_, number) => {
		const longer = ids.length % count;
		const length = Math.floor(ids.length / count);
		const start = number * length + Math.min(number, longer);
		const part = ids.subarray(start, start + length + (number < longer ? 1 : 0));
		const window = new Int32Array(part.length + 2);
		window[0] = beginId;
		window.set(part, 1);
		window[part.length + 1] = endId;
		return window;
	});
}

/** The windows' vectors (each of length 1) averaged by their numbers of tokens, scaled to length 1; zeros for none. */
export function joinVectors(
	windows: Windows,
	vectors: readonly Float32Array[],
	dimensions: number,
): Float32Array {
	const [first] = vectors;
	if (vectors.length === 1 && first !== undefined) return first;
	const sums = new Float64Array(dimensions);
	for (const [i, vector] of vectors.entries()) {
		const weight = (windows[i]?.length ?? 2) - 2;
		for (let d = 0; d < dimensions; d++) sums[d] = (sums[d] ?? 0) + weight * (vector[d] ?? 0);
	}
	const length = Math.hypot(...sums);
	return Float32Array.from(sums, (sum) => (length > 0 ? sum / length : 0));
}
