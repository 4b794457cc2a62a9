/** Passages below their articles, in the order in which they answer. */

import { element } from "../element.ts";
import { excerpt } from "../excerpt.ts";
import { highlightedText } from "../highlighted-text.ts";
import type { Passage, Sentence } from "../responses.ts";
import { articleLink, articleText, byline } from "./article-parts.ts";
import type { ViewContext } from "./view-context.ts";

export function passageGroups(
	context: ViewContext,
	passages: readonly Passage[],
	sentences: readonly Sentence[],
): HTMLElement[] {
	const byArticle = new Map<string, Passage[]>();
	for (const passage of passages) {
		const { id } = passage.citation.article;
		byArticle.set(id, [...(byArticle.get(id) ?? []), passage]);
	}
	return [...byArticle.values()].map((own) => articleGroup(context, own, sentences));
}

function articleGroup(
	context: ViewContext,
	passages: readonly Passage[],
	sentences: readonly Sentence[],
): HTMLElement {
	const [first] = passages;
	if (first === undefined) throw new Error("A group has at least one passage.");
	const { article } = first.citation;
	return element(
		"article",
		{ class: "group" },
		element(
			"h3",
			{ class: "title" },
			articleLink(
				context,
				{ url: article.url, article },
				{ class: "stop", "data-key": `article-${article.id}` },
				articleText(article.lang, "bdi", {}, article.title),
			),
		),
		byline(context, article),
		element(
			"ol",
			{ class: "list" },
			...passages.map((one) => passageEntry(context, one, sentences)),
		),
	);
}

function passageEntry(
	context: ViewContext,
	{ text, highlights, citation }: Passage,
	sentences: readonly Sentence[],
): HTMLElement {
	const { number, section, article, deepLink } = citation;
	const { lang } = article;
	const quotes = sentences.filter((sentence) => sentence.citation === number);
	// Of a passage that is quoted all is shown, so that the quote can be seen where it stands.
	const shown = quotes.length > 0 ? { text, highlights } : excerpt(text, highlights);
	return element(
		"li",
		{ class: "passage" },
		section.length > 0 && articleText(lang, "p", { class: "meta" }, section.join(" › ")),
		articleText(
			lang,
			"p",
			{ class: `passage-text${text.includes("\t") ? " tabs" : ""}` },
			...withQuotes(shown, quotes),
		),
		articleLink(
			context,
			{ url: deepLink, article },
			{ class: "there stop", "data-key": `passage-${number}` },
			element("span", { class: "number", "aria-hidden": "true" }, String(number)),
			element(
				"span",
				{ class: "visually-hidden" },
				`${context.localised.say("source", { n: context.localised.number(number) })}: `,
			),
			context.localised.say("readThere"),
		),
	);
}

/** The text with highlights marked and quoted sentences set off. */
function withQuotes(
	{ text, highlights }: Pick<Passage, "text" | "highlights">,
	quotes: readonly Sentence[],
): (Node | string)[] {
	const ranges = [...quotes].sort((a, b) => a.start - b.start);
	const parts: (Node | string)[] = [];
	let position = 0;
	const upTo = (end: number) => {
		const from = position;
		position = Math.max(end, from);
		const inside = highlights
			.filter((range) => range.start >= from && range.end <= end)
			.map((range) => ({ start: range.start - from, end: range.end - from }));
		return highlightedText(text.slice(from, end), inside);
	};
	for (const { start, end } of ranges) {
		if (start < position) continue;
		parts.push(...upTo(start), element("strong", { class: "quoted" }, ...upTo(end)));
	}
	return [...parts, ...upTo(text.length)];
}
