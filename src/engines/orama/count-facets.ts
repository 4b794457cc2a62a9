/** Facets: how many chunks that match a question have each tag, author and year. */

import type { Facets } from "../../domain/candidate.ts";
import type { ChunkIndex } from "./chunk-index.ts";

/**
 * Counts the slots of the mask (null: all) that hold a word of the question or were proposed.
 *
 * @param lexicalScores by slot, 0 where no word stands; null where words were not asked for.
 */
export function countFacets(
	index: ChunkIndex,
	mask: Uint8Array | null,
	lexicalScores: Float64Array | null,
	proposed: ReadonlySet<number>,
): Facets {
	const matching = new Uint8Array(index.slots.count);
	if (lexicalScores !== null) {
		for (let slot = 0; slot < matching.length; slot++) {
			if ((lexicalScores[slot] as number) > 0 && (mask === null || mask[slot] !== 0))
				matching[slot] = 1;
		}
	}
	for (const slot of proposed) matching[slot] = 1;
	const count = (property: string): Record<string, number> =>
		index.column(property)?.count(matching) ?? {};
	return { tags: count("tags"), authors: count("authors"), years: count("year") };
}
