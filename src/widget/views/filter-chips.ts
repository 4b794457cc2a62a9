/** Filters as buttons that are pressed or not, each with how many passages or articles it has. */

import { element } from "../element.ts";
import {
	type Chip,
	chipsOf,
	chosenValues,
	type Filters,
	fieldOf,
	NO_FILTERS,
	toggled,
} from "../filters.ts";
import { icon } from "../icon.ts";
import type { Facets } from "../responses.ts";
import type { ViewContext } from "./view-context.ts";

/** Null where there is nothing to choose. */
export function filterChips(
	{ localised, options, actions }: ViewContext,
	facets: Facets,
	filters: Filters,
): HTMLElement | null {
	const groups = chipsOf(facets, filters, options.filters).filter(({ length }) => length > 0);
	if (groups.length === 0) return null;
	const clear =
		chosenValues(filters).length > 0 &&
		element(
			"button",
			{
				class: "chip chip-clear",
				"data-key": "clear-filters",
				click: () => actions.filter(NO_FILTERS),
			},
			icon("close"),
			localised.say("clear"),
		);
	const chip = ({ facet, value, count, isChosen }: Chip) => {
		const field = fieldOf(facet);
		return element(
			"button",
			{
				class: "chip",
				"aria-pressed": isChosen ? "true" : "false",
				"data-key": `filter-${facet}-${value}`,
				click: () => actions.filter(toggled(filters, facet, value)),
			},
			// A tag speaks for itself; "true" and "2" do not.
			field !== undefined && element("bdi", { class: "count" }, field),
			element("bdi", { class: "chip-name" }, value),
			count !== null && element("span", { class: "count" }, localised.number(count)),
		);
	};
	return element(
		"div",
		{ role: "group", class: "chips", "aria-label": localised.say("filters") },
		clear,
		...groups.map((group) => element("div", { class: "chip-group" }, ...group.map(chip))),
	);
}

/** Where nothing was found, and filters may be why: names them, and does without; null where none is on. */
export function withoutFilters(
	{ localised, actions }: ViewContext,
	filters: Filters,
): HTMLElement | null {
	const values = chosenValues(filters);
	if (values.length === 0) return null;
	return element(
		"button",
		{
			class: "button stop",
			"data-key": "without-filters",
			click: () => actions.filter(NO_FILTERS),
		},
		icon("close"),
		element(
			"span",
			{},
			localised.say("withoutFilters"),
			": ",
			element("bdi", {}, localised.list(values)),
		),
	);
}
