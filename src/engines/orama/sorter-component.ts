/** Orama's component for sorting: by the values the index and the documents have, nothing stored twice. */

import type { AnyDocument, AnySorterStore, ISorter, SorterParams } from "@orama/orama";
import { SiteciteError } from "../../domain/errors.ts";
import type { ChunkStore } from "./chunk-store.ts";

const SORTABLE_TYPES = ["number", "string", "boolean", "enum"];
/** One locale everywhere, or an order would depend on the machine. */
const COLLATOR = new Intl.Collator("en");

/** The sorter component of a database whose content `store` holds. */
export function sorterComponent(store: ChunkStore): ISorter<AnySorterStore> {
	return {
		create: () => ({}),
		insert() {},
		remove() {},
		// Orama asks for them only to insert and remove them one by one.
		getSortableProperties: () => [],
		getSortablePropertiesWithTypes: () => ({}),
		save: (() => ({})) as ISorter<AnySorterStore>["save"],
		load: () => ({}),
		sortBy(_sorter, results, { property, order }: SorterParams<never>) {
			const type = store.schema.types.get(property) ?? "";
			if (!SORTABLE_TYPES.includes(type)) {
				const known = [...store.schema.types].filter(([, each]) => SORTABLE_TYPES.includes(each));
				throw new SiteciteError(
					"bad_request",
					`Results cannot be sorted by ${property}; use one of ${known.map(([path]) => path).join(", ")}.`,
				);
			}
			const sign = order === "DESC" ? -1 : 1;
			return results
				.map((result) => ({ result, key: sortKey(store, Number(result[0]), property) }))
				.sort((left, right) => compareKeys(left.key, right.key, sign))
				.map(({ result }) => result);
		},
	};
}

function sortKey(store: ChunkStore, number: number, property: string): unknown {
	const column = store.index.column(property);
	if (column !== undefined) return column.valuesOf(store.index.slots.slotOf(number))[0];
	let value: unknown = store.documents.get(number);
	for (const name of property.split(".")) value = (value as AnyDocument | undefined)?.[name];
	return value;
}

/** Results without the property come last in either direction; equal ones keep their order. */
function compareKeys(left: unknown, right: unknown, sign: number): number {
	if (left === undefined || right === undefined) {
		return Number(left === undefined) - Number(right === undefined);
	}
	if (typeof left === "string" && typeof right === "string")
		return sign * COLLATOR.compare(left, right);
	return sign * (Number(left) - Number(right));
}
