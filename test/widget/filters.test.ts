import { describe, expect, it } from "vitest";
import {
	chipsOf,
	chosenValues,
	type FacetName,
	filterParameters,
	NO_FILTERS,
	parseFacets,
	toggled,
} from "../../src/widget/filters.ts";

const FACETS = {
	tags: { history: 3, london: 1, science: 3 },
	authors: { "History desk": 2 },
	years: { "2023": 2, "2025": 1 },
	fields: { series: { Rivers: 2 }, level: { "1": 1, "2": 3 } },
};

const offered = (shown: readonly FacetName[] | null) =>
	chipsOf(FACETS, NO_FILTERS, shown)
		.flat()
		.map(({ value }) => value);

describe("filters", () => {
	it("are told to the API as its parameters", () => {
		const filters = {
			tags: ["a", "b"],
			authors: ["C"],
			years: ["2023", "2021"],
			"where:series": ["Rivers: the Thames"],
		} as const;
		expect(filterParameters(filters)).toEqual({
			tag: ["a", "b"],
			author: ["C"],
			year: ["2023", "2021"],
			where: ["series:Rivers: the Thames"],
		});
	});

	it("are chosen and taken back", () => {
		const tags = toggled(toggled(NO_FILTERS, "tags", "a"), "tags", "b");
		expect(tags.tags).toEqual(["a", "b"]);
		expect(toggled(tags, "tags", "a").tags).toEqual(["b"]);
		expect(chosenValues(toggled(tags, "where:series", "Rivers"))).toEqual(["a", "b", "Rivers"]);
	});

	it("are offered by frequency, years from the newest, the site's own fields last", () => {
		expect(offered(null)).toEqual([
			...["history", "science", "london", "History desk", "2025", "2023"],
			...["Rivers", "2", "1"],
		]);
	});

	it("are offered as the page wants them", () => {
		expect(offered(["where:level", "years"])).toEqual(["2", "1", "2025", "2023"]);
		expect(offered(["where:mood"])).toEqual([]);
		expect(offered([])).toEqual([]);
		expect(parseFacets("years, where:level years")).toEqual(["years", "where:level"]);
		expect(parseFacets("off")).toEqual([]);
		expect(parseFacets("where:")).toBeUndefined();
	});

	it("stay offered once chosen, even where nothing has them, under any name", () => {
		const chosen = { tags: ["constructor"] };
		expect(chipsOf(FACETS, chosen, ["tags"])[0]?.[0]).toEqual({
			facet: "tags",
			value: "constructor",
			count: null,
			isChosen: true,
		});
	});
});
