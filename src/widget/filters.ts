/** What a reader has restricted the articles to, and how the API is told. */

import type { Facets } from "./responses.ts";

/** What articles can be restricted by: these, and the site's own fields as `where:NAME`. */
export type FacetName = "tags" | "authors" | "years" | `where:${string}`;

const FACET_NAMES: readonly FacetName[] = ["tags", "authors", "years"];

/** Chosen values by facet; none of a facet does not restrict. */
export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export const NO_FILTERS: Filters = {};

/** The chosen values, whatever their facets. */
export function chosenValues(filters: Filters): string[] {
	return namesOf(filters).flatMap((name) => filters[name] ?? []);
}

/** The value added where it was not chosen, else taken away. */
export function toggled(filters: Filters, name: FacetName, value: string): Filters {
	const chosen = filters[name] ?? [];
	const others = chosen.filter((one) => one !== value);
	return { ...filters, [name]: others.length < chosen.length ? others : [...chosen, value] };
}

/** Parameters of `/api/search` and `/api/ask`. */
export function filterParameters(filters: Filters): Record<string, readonly string[]> {
	const where: string[] = [];
	const parameters: Record<string, readonly string[]> = { where };
	for (const name of namesOf(filters)) {
		const field = fieldOf(name);
		const values = filters[name] ?? [];
		// `tags` is asked for as `tag`, and so on.
		if (field === undefined) parameters[name.slice(0, -1)] = values;
		else where.push(...values.map((value) => `${field}:${value}`));
	}
	return parameters;
}

export interface Chip {
	readonly facet: FacetName;
	readonly value: string;
	/** Null for a chosen value that the response does not count. */
	readonly count: number | null;
	readonly isChosen: boolean;
}

/** Most values of one facet that are offered, the most frequent ones. */
const MAX_VALUES = 8;

/**
 * What to offer, facet by facet: every chosen value, and the most frequent others; years newest first.
 *
 * @param shown null: all facets there are
 */
export function chipsOf(
	{ fields, ...facets }: Facets,
	filters: Filters,
	shown: readonly FacetName[] | null,
): Chip[][] {
	const counted = new Map<string, Readonly<Record<string, number>>>(Object.entries(facets));
	for (const [name, counts] of Object.entries(fields)) counted.set(FIELD + name, counts);
	const names = shown ?? [...FACET_NAMES, ...namesOf(fields).map((name) => FIELD + name)];
	return names.map((name) => {
		const facet = name as FacetName;
		const counts = counted.get(facet) ?? {};
		const values = filters[facet] ?? [];
		const chosen = values.map((value) => ({
			facet,
			value,
			count: Object.hasOwn(counts, value) ? (counts[value] ?? null) : null,
			isChosen: true,
		}));
		const others = Object.entries(counts)
			.filter(([value]) => !values.includes(value))
			.sort(facet === "years" ? byNameDown : byCount)
			.slice(0, MAX_VALUES)
			.map(([value, count]) => ({ facet, value, count, isChosen: false }));
		return [...chosen, ...others];
	});
}

/** Facets as an attribute names them; undefined where one is none. */
export function parseFacets(given: string): readonly FacetName[] | undefined {
	if (given === "off") return [];
	const names = given.split(/[\s,]+/) as FacetName[];
	const isKnown = names.every((name) => FACET_NAMES.includes(name) || /^where:./.test(name));
	return isKnown ? [...new Set(names)] : undefined;
}

const FIELD = "where:";

/** The name of the site's own field; undefined for other facets. */
export function fieldOf(facet: FacetName): string | undefined {
	return facet.split(FIELD)[1];
}

const namesOf = <Name extends string>(record: Readonly<Partial<Record<Name, unknown>>>) =>
	Object.keys(record) as Name[];
const byCount = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
const byNameDown = (a: [string, number], b: [string, number]) => (a[0] > b[0] ? -1 : 1);
