/** What a reader has restricted the articles to, and how the API is told. */

import type { Facets } from "./responses.ts";

export const FACET_NAMES = ["tags", "authors", "years"] as const;
export type FacetName = (typeof FACET_NAMES)[number];

/** Chosen values by facet; none of a facet does not restrict. */
export type Filters = Readonly<Record<FacetName, readonly string[]>>;

export const NO_FILTERS: Filters = { tags: [], authors: [], years: [] };

export function hasFilters(filters: Filters): boolean {
	return FACET_NAMES.some((name) => filters[name].length > 0);
}

/** The value added where it was not chosen, else taken away. Of years only one is chosen: they are one range. */
export function toggled(filters: Filters, name: FacetName, value: string): Filters {
	const chosen = filters[name];
	if (chosen.includes(value)) return { ...filters, [name]: chosen.filter((one) => one !== value) };
	return { ...filters, [name]: name === "years" ? [value] : [...chosen, value] };
}

/** Query parameters of `/api/search` and `/api/ask`. */
export function filterParameters({ tags, authors, years }: Filters): [string, string][] {
	const [year] = years;
	return [
		...tags.map((tag): [string, string] => ["tag", tag]),
		...authors.map((author): [string, string] => ["author", author]),
		...(year === undefined
			? []
			: ([
					["from", `${year}-01-01`],
					["to", `${year}-12-31`],
				] as [string, string][])),
	];
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

/** What to offer: every chosen value, and the most frequent others; years newest first. */
export function chipsOf(facets: Facets, filters: Filters, shown: readonly FacetName[]): Chip[] {
	return shown.flatMap((facet) => {
		const chosen = filters[facet].map((value) => ({
			facet,
			value,
			count: Object.hasOwn(facets[facet], value) ? (facets[facet][value] ?? null) : null,
			isChosen: true,
		}));
		const others = Object.entries(facets[facet])
			.filter(([value]) => !filters[facet].includes(value))
			.sort(facet === "years" ? byNameDown : byCount)
			.slice(0, MAX_VALUES)
			.map(([value, count]) => ({ facet, value, count, isChosen: false }));
		return [...chosen, ...others];
	});
}

const byCount = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
const byNameDown = (a: [string, number], b: [string, number]) => (a[0] > b[0] ? -1 : 1);
