/** Filters as buttons that are pressed or not, each with how many passages or articles it has. */

import { element } from "../element.ts";
import { chipsOf, FACET_NAMES, type Filters, hasFilters, NO_FILTERS, toggled } from "../filters.ts";
import { icon } from "../icon.ts";
import type { Facets } from "../responses.ts";
import type { ViewContext } from "./view-context.ts";

/** Null where there is nothing to choose. */
export function filterChips(
	{ localised, options, actions }: ViewContext,
	facets: Facets,
	filters: Filters,
): HTMLElement | null {
	const chips = chipsOf(facets, filters, options.filters);
	if (chips.length === 0) return null;
	const clear =
		hasFilters(filters) &&
		element(
			"button",
			{
				type: "button",
				class: "chip chip-clear",
				"data-key": "clear-filters",
				click: () => actions.filter(NO_FILTERS),
			},
			icon("close"),
			localised.say("clear"),
		);
	const groups = FACET_NAMES.map((facet) => {
		const own = chips.filter((chip) => chip.facet === facet);
		if (own.length === 0) return null;
		return element(
			"div",
			{ class: "chip-group" },
			...own.map(({ value, count, isChosen }) =>
				element(
					"button",
					{
						type: "button",
						class: "chip",
						"aria-pressed": isChosen ? "true" : "false",
						"data-key": `filter-${facet}-${value}`,
						click: () => actions.filter(toggled(filters, facet, value)),
					},
					element("bdi", { class: "chip-name" }, value),
					count !== null && element("span", { class: "count" }, localised.number(count)),
				),
			),
		);
	});
	return element(
		"div",
		{ role: "group", class: "chips", "aria-label": localised.say("filters") },
		clear,
		...groups,
	);
}
