/** Edit distance: how many typing errors lie between two words. */

/**
 * The Levenshtein distance of two words in code units, or `limit + 1` where it is larger than `limit`.
 *
 * Only the cells within `limit` of the diagonal are computed (E. Ukkonen, 1985).
 */
export function boundedEditDistance(left: string, right: string, limit: number): number {
	if (Math.abs(left.length - right.length) > limit) return limit + 1;
	let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
	for (let row = 1; row <= left.length; row++) {
		const from = Math.max(1, row - limit);
		const to = Math.min(right.length, row + limit);
		const current: number[] = new Array(right.length + 1).fill(limit + 1);
		if (row <= limit) current[0] = row;
		let smallest = current[0] ?? limit + 1;
		for (let column = from; column <= to; column++) {
			const isSame = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
			const cost = Math.min(
				(previous[column - 1] ?? 0) + (isSame ? 0 : 1),
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
			);
			current[column] = cost;
			smallest = Math.min(smallest, cost);
		}
		if (smallest > limit) return limit + 1;
		previous = current;
	}
	return Math.min(previous[right.length] ?? 0, limit + 1);
}
