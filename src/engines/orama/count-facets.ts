/** Facets: how many slots have each tag, author, year and own field. */

import type { Facets } from "../../domain/candidate.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import { countsByField } from "./own-fields.ts";

/** By value, over some of the slots. */
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
