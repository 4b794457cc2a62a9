/** Facets: how many chunks that match a question have each tag, author and year. */

import type { Facets } from "../../domain/candidate.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import { countsByField } from "./own-fields.ts";

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
	return facetsOf(index, matchingSlots(index.slots.count, mask, lexicalScores, proposed));
}

/** How many of the slots have each tag, author and year. */
export function facetsOf(index: ChunkIndex, slots: Uint32Array): Facets {
	const count = (property: string): Record<string, number> =>
		index.column(property)?.count(slots) ?? {};
	return {
		tags: count("tags"),
		authors: count("authors"),
		years: count("year"),
		fields: countsByField(count("fields")),
	};
}

function matchingSlots(
	slotCount: number,
	mask: Uint8Array | null,
	lexicalScores: Float64Array | null,
	proposed: ReadonlySet<number>,
): Uint32Array {
	const isProposed = new Uint8Array(slotCount);
	for (const slot of proposed) isProposed[slot] = 1;
	const slots = new Uint32Array(slotCount);
	let size = 0;
	for (let slot = 0; slot < slotCount; slot++) {
		const holdsWord =
			lexicalScores !== null &&
			(lexicalScores[slot] as number) > 0 &&
			(mask === null || mask[slot] !== 0);
		if (holdsWord || isProposed[slot] !== 0) slots[size++] = slot;
	}
	return slots.subarray(0, size);
}
