/** The list below the field: recent and suggested questions, and articles as one types. */

import { answerSummary } from "../announce.ts";
import { type Child, element, hiddenText } from "../element.ts";
import { highlightedText } from "../highlighted-text.ts";
import { icon } from "../icon.ts";
import { recentQuestions } from "../recent-questions.ts";
import type { SearchResult } from "../responses.ts";
import type { State } from "../state.ts";
import { articleLink, articleText, byline } from "./article-parts.ts";
import { actionChoice, type Choice } from "./choice.ts";
import { failureView } from "./failure-view.ts";
import { withoutFilters } from "./filter-chips.ts";
import { skeleton } from "./skeleton.ts";
import type { ViewContext } from "./view-context.ts";

/** What the panel shows, and what of it keys choose. */
export interface View {
	readonly nodes: readonly Child[];
	readonly choices: readonly Choice[];
}

/** Before anything is typed. */
export function startView(context: ViewContext): View {
	const { localised, options, actions } = context;
	const recent = options.recent ? recentQuestions() : [];
	const groups = (
		[
			["recent", recent],
			["suggested", context.suggested().filter((question) => !recent.includes(question))],
		] as const
	).flatMap(([name, questions]) => {
		if (questions.length === 0) return [];
		const heading = localised.say(name);
		const choices = questions.map((question) =>
			actionChoice(
				name === "recent" ? name : "search",
				name,
				() => actions.ask(question),
				element("bdi", {}, question),
			),
		);
		return [{ heading, choices }];
	});
	const forget = {
		class: "quiet-button forget",
		"data-key": "forget",
		click: actions.forgetRecent,
	};
	return {
		choices: groups.flatMap(({ choices }) => choices),
		nodes: [
			groups.length === 0
				? element("p", { class: "intro" }, localised.say("intro"))
				: listbox(
						context,
						groups.map(({ heading, choices }) =>
							element(
								"div",
								{ role: "group", "aria-label": heading },
								element("div", { class: "heading", "aria-hidden": "true" }, heading),
								...choices.map(({ node }) => node),
							),
						),
					),
			recent.length > 0 &&
				element(
					"button",
					forget,
					localised.say("clear"),
					hiddenText(`: ${localised.say("recent")}`),
				),
		],
	};
}

/** While something is typed. */
export function suggestView(context: ViewContext, state: State): View {
	const { localised, actions } = context;
	const { suggestions, failure, isSlow, waiting } = state;
	const text = state.text.trim();
	// What was typed is isolated, so that it cannot turn the words around it.
	const label =
		waiting === null
			? [localised.say("ask"), ": ", element("bdi", {}, text)]
			: [answerSummary(localised, waiting)];
	const ask = actionChoice(
		waiting === null ? "enter" : "quote",
		"ask",
		() => actions.ask(text),
		...label,
	);
	const articles = suggestions?.results.map((result) => articleChoice(context, result)) ?? [];
	const total = suggestions?.total ?? 0;
	const count = localised.count("articles", total);
	const all = actionChoice("article", "all", () => actions.search(text), count);
	const choices = [ask, ...articles, ...(total > articles.length ? [all] : [])];
	const isEmpty = suggestions !== null && total === 0 && failure === null;
	return {
		choices,
		nodes: [
			listbox(
				context,
				choices.map(({ node }) => node),
			),
			suggestions !== null && correction(context, suggestions.query, suggestions.correctedQuery),
			isEmpty && element("p", { class: "note" }, count),
			isEmpty && withoutFilters(context, state.filters),
			suggestions === null && isSlow && skeleton(context, "list"),
			failure !== null && failureView(context, failure),
		],
	};
}

function listbox({ localised }: ViewContext, children: readonly Node[]): HTMLElement {
	return element(
		"div",
		{
			role: "listbox",
			id: "choices",
			class: "choices",
			"aria-label": localised.say("placeholder"),
		},
		...children,
	);
}

function articleChoice(context: ViewContext, result: SearchResult): Choice {
	const { article, titleHighlights, snippet, deepLink, section } = result;
	const { lang } = article;
	const node = articleLink(
		context,
		{ url: deepLink, article },
		{ role: "option", tabindex: -1, class: "choice choice-article" },
		icon("article"),
		element(
			"span",
			{ class: "choice-text", dir: "auto" },
			articleText(
				lang,
				"span",
				{ class: "title", dir: null },
				...highlightedText(article.title, titleHighlights),
			),
			element(
				"span",
				{ class: "meta" },
				byline(context, article),
				section.length > 0 &&
					articleText(lang, "bdi", { class: "section" }, ` › ${section.at(-1)}`),
			),
			articleText(
				lang,
				"span",
				{ class: "snippet" },
				...highlightedText(snippet.text, snippet.highlights),
			),
		),
	);
	return { node, act: null };
}

/** What was looked for, where words were taken for typing errors. */
export function correction(
	{ localised }: ViewContext,
	given: string,
	text = given,
): HTMLElement | null {
	if (text === given) return null;
	return element("p", { class: "note" }, localised.say("readAs", { text }));
}
