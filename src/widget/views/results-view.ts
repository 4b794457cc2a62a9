/** Articles found by keywords, a page at a time. */

import { element } from "../element.ts";
import { highlightedText } from "../highlighted-text.ts";
import type { SearchResult } from "../responses.ts";
import type { State } from "../state.ts";
import { articleLink, articleText, byline } from "./article-parts.ts";
import { filterChips, withoutFilters } from "./filter-chips.ts";
import { correction, type View } from "./suggestions.ts";
import type { ViewContext } from "./view-context.ts";

export function resultsView(context: ViewContext, state: State): View {
	const { localised, actions } = context;
	const [first] = state.results;
	if (first === undefined) return { nodes: [], choices: [] };
	const results = state.results.flatMap((response) => response.results);
	const more = element(
		"button",
		{
			class: "button stop",
			"data-key": "more",
			click: actions.more,
		},
		localised.say("more"),
	);
	return {
		choices: [],
		nodes: [
			filterChips(context, first.facets, state.filters),
			element("h2", { class: "heading" }, localised.count("articles", first.total)),
			correction(context, first.query, first.correctedQuery),
			element("ol", { class: "list" }, ...results.map((result) => entry(context, result))),
			first.total === 0 && withoutFilters(context, state.filters),
			results.length < first.total && more,
		],
	};
}

function entry(context: ViewContext, result: SearchResult): HTMLElement {
	const { article, titleHighlights, snippet, deepLink } = result;
	return element(
		"li",
		{ class: "group", dir: "auto" },
		element(
			"h3",
			{ class: "title" },
			articleLink(
				context,
				{ url: deepLink, article },
				{ class: "stop", "data-key": `result-${result.rank}` },
				articleText(
					article.lang,
					"span",
					{ dir: null },
					...highlightedText(article.title, titleHighlights),
				),
			),
		),
		byline(context, article),
		articleText(
			article.lang,
			"p",
			{ class: "passage-text" },
			...highlightedText(snippet.text, snippet.highlights),
		),
	);
}
