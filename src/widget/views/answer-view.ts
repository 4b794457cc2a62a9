/** The answer: quoted sentences with their sources, then the passages, article by article. */

import { isUnsure } from "../announce.ts";
import { citationText } from "../citation-text.ts";
import { element } from "../element.ts";
import { type IconName, icon } from "../icon.ts";
import type { AskResponse, Passage, Sentence } from "../responses.ts";
import { safeUrl } from "../safe-url.ts";
import type { State } from "../state.ts";
import { articleLink, articleText, byline, sourceNumber } from "./article-parts.ts";
import { feedbackButtons } from "./feedback-buttons.ts";
import { filterChips, withoutFilters } from "./filter-chips.ts";
import { passageGroups } from "./passage-groups.ts";
import { correction, type View } from "./suggestions.ts";
import type { ViewContext } from "./view-context.ts";

export function answerView(context: ViewContext, state: State, response: AskResponse): View {
	const { localised, actions } = context;
	const { answer, passages, facets, interpreted } = response;
	const isAnswered = answer.status === "answered" && answer.sentences.length > 0;
	const byKeywords = element(
		"button",
		{
			class: "button",
			"data-key": "keywords",
			click: () => actions.search(state.text),
		},
		icon("article"),
		localised.say("byKeywords"),
	);
	return {
		choices: [],
		nodes: [
			filterChips(context, facets, state.filters),
			correction(context, response.question, interpreted?.question),
			isAnswered
				? answerSection(context, response)
				: element(
						"section",
						{ class: "no-answer" },
						element("h2", { class: "big" }, localised.say("noAnswer")),
						answer.missing?.length > 0 && missingWords(context, answer.missing),
						withoutFilters(context, state.filters),
						byKeywords,
					),
			passages.length > 0 &&
				element(
					"section",
					{ class: "passages" },
					element("h2", { class: "heading" }, localised.say(isAnswered ? "evidence" : "nearest")),
					...passageGroups(context, passages, answer.sentences),
				),
		],
	};
}

function missingWords({ localised }: ViewContext, words: readonly string[]): HTMLElement {
	const text = localised.say("missing", {
		words: localised.list(words.map((word) => `“${word}”`)),
	});
	return element("p", { class: "note" }, text);
}

function answerSection(context: ViewContext, response: AskResponse): HTMLElement {
	const { localised, actions } = context;
	const { sentences } = response.answer;
	const cited = sentences.flatMap((sentence) => {
		const passage = response.passages.find(({ citation }) => citation.number === sentence.citation);
		return passage === undefined ? [] : [{ sentence, passage }];
	});
	const [first] = cited;
	return element(
		"section",
		{ class: "answer" },
		element("h2", { class: "heading" }, localised.say(isUnsure(response) ? "unsure" : "answer")),
		...cited.map(({ sentence, passage }) => quotation(context, sentence, passage)),
		element(
			"div",
			{ class: "tools" },
			first !== undefined &&
				toolButton("quote", localised.say("copyCitation"), "copy-citation", (button) =>
					actions.copy(allCitations(cited), button),
				),
			first !== undefined &&
				toolButton("link", localised.say("copyLink"), "copy-link", (button) =>
					actions.copy(absolute(first.passage.citation.deepLink), button),
				),
			context.takesFeedback() && feedbackButtons(context, response),
		),
	);
}

function quotation(context: ViewContext, { text }: Sentence, { citation }: Passage): HTMLElement {
	const { article, deepLink, number } = citation;
	return element(
		"figure",
		{ class: "quotation", dir: "auto" },
		articleText(article.lang, "blockquote", { class: "quote", dir: null }, text),
		element(
			"figcaption",
			{ class: "caption" },
			articleLink(
				context,
				{ url: deepLink, article },
				{ class: "source stop", "data-key": `quote-${number}` },
				...sourceNumber(context, number),
				articleText(article.lang, "bdi", { class: "source-title" }, article.title),
			),
			byline(context, article),
		),
	);
}

/** A small button whose name tells what it does; what it did is said in its place. */
function toolButton(
	name: IconName,
	label: string,
	key: string,
	act: (button: HTMLButtonElement) => void,
): HTMLButtonElement {
	const button = element(
		"button",
		{ class: "tool", "data-key": key, click: () => act(button) },
		icon(name),
		label,
	);
	return button;
}

function allCitations(
	cited: readonly { readonly sentence: Sentence; readonly passage: Passage }[],
): string {
	return cited
		.map(({ sentence, passage }) => {
			const { article } = passage.citation;
			return citationText(sentence.text, article, absolute(article.url));
		})
		.join("\n\n");
}

/** What cannot be a web address is given as it is. */
function absolute(url: string): string {
	return safeUrl(url, document.baseURI) ?? url;
}
