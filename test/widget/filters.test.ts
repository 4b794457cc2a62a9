import { describe, expect, it } from "vitest";
import {
	chipsOf,
	FACET_NAMES,
	filterParameters,
	NO_FILTERS,
	toggled,
} from "../../src/widget/filters.ts";

const FACETS = {
	tags: { history: 3, london: 1, science: 3 },
	authors: { "History desk": 2 },
	years: { "2023": 2, "2025": 1 },
	fields: {},
};

describe("filters", () => {
	it("are told to the API as its parameters", () => {
		const filters = { tags: ["a", "b"], authors: ["C"], years: ["2023"] };
		expect(filterParameters(filters)).toEqual([
			["tag", "a"],
			["tag", "b"],
			["author", "C"],
			["from", "2023-01-01"],
			["to", "2023-12-31"],
		]);
	});

	it("are chosen and taken back; of years one at a time", () => {
		const one = toggled(NO_FILTERS, "years", "2023");
		expect(toggled(one, "years", "2025").years).toEqual(["2025"]);
		const tags = toggled(toggled(NO_FILTERS, "tags", "a"), "tags", "b");
		expect(tags.tags).toEqual(["a", "b"]);
		expect(toggled(tags, "tags", "a").tags).toEqual(["b"]);
	});

	it("are offered by frequency, years from the newest", () => {
		const offered = chipsOf(FACETS, NO_FILTERS, FACET_NAMES).map(({ value }) => value);
		expect(offered).toEqual(["history", "science", "london", "History desk", "2025", "2023"]);
	});

	it("stay offered once chosen, even where nothing has them, under any name", () => {
		const chosen = { ...NO_FILTERS, tags: ["constructor"] };
		expect(chipsOf(FACETS, chosen, ["tags"])[0]).toEqual({
			facet: "tags",
			value: "constructor",
			count: null,
			isChosen: true,
		});
	});
});
