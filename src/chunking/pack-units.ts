/** Packs the units of a section into chunks of even size, cutting where it hurts least. */

export interface Packable {
	readonly words: number;
	/** What it costs to begin a chunk with this unit: 0 for a natural place. */
	readonly cutCost: number;
}

/** Words too many blur a chunk more than words too few: 10% over cost as much as 20% under. */
const OVER_LENGTH_WEIGHT = 4;
/** Chunks of less than this share of the wanted words (30 of 120) say too little to be found. */
const TINY_SHARE = 0.25;
/** More than any gain in evenness, so that a tiny chunk is left only where nothing can take it in. */
const TINY_COST = 1;
/** Several units together never have more than this multiple of the wanted words. */
const LIMIT_FACTOR = 2;

/**
 * The best way to cut, by dynamic programming over the total cost: the square of each chunk's relative
 * deviation from `wantedWords`, plus the cuts. Each chunk holds at least one unit.
 *
 * A best cut, unlike a greedy one, prefers the same natural places after an edit further up, so that
 * few chunks of a changed section change.
 *
 * @returns for each chunk the index behind its last unit, ascending.
 */
export function packUnits(units: readonly Packable[], wantedWords: number): number[] {
	const words = Float64Array.from(units, (unit) => Math.max(1, unit.words));
	const cutCosts = Float64Array.from(units, (unit) => unit.cutCost);
	cutCosts[0] = 0;
	const costs = new Float64Array(units.length + 1).fill(Number.POSITIVE_INFINITY);
	const starts = new Int32Array(units.length + 1);
	costs[0] = 0;
	for (let end = 1; end <= units.length; end++) {
		let size = 0;
		for (let start = end - 1; start >= 0; start--) {
			size += words[start] ?? 0;
			if (size > LIMIT_FACTOR * wantedWords && start < end - 1) break;
			const cost = (costs[start] ?? 0) + (cutCosts[start] ?? 0) + sizeCost(size / wantedWords);
			if (cost < (costs[end] ?? 0)) {
				costs[end] = cost;
				starts[end] = start;
			}
		}
	}
	const ends: number[] = [];
	for (let end = units.length; end > 0; end = starts[end] ?? 0) ends.push(end);
	return ends.reverse();
}

function sizeCost(share: number): number {
	const deviation = (share - 1) ** 2;
	if (share > 1) return OVER_LENGTH_WEIGHT * deviation;
	return share < TINY_SHARE ? deviation + TINY_COST : deviation;
}
