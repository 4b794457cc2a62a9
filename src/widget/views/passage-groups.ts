/** Passages below their articles, in the order in which they answer. */

import { excerpt } from "../../domain/excerpt.ts";
import { element } from "../element.ts";
import { highlightedText } from "../highlighted-text.ts";
import type { Passage, Sentence } from "../responses.ts";
import { articleLink, articleText, byline, sourceNumber } from "./article-parts.ts";
import type { ViewContext } from "./view-context.ts";

/** Texts of passages that readers called up: they stay whole, however often an answer is shown anew. */
const calledUp = new Set<string>();

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
		{ class: "group", dir: "auto" },
		element(
			"h3",
			{ class: "title" },
			articleLink(
				context,
				{ url: article.url, article },
				{ class: "stop", "data-key": `article-${article.id}` },
				articleText(article.lang, "span", { dir: null }, article.title),
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
	passage: Passage,
	sentences: readonly Sentence[],
): HTMLElement {
	const { localised } = context;
	const { text, highlights, citation } = passage;
	const { number, section, article, deepLink } = citation;
	const { lang } = article;
	const quotes = sentences.filter((sentence) => sentence.citation === number);
	const paragraph = articleText(lang, "p", {
		class: `passage-text${text.includes("\t") ? " tabs" : ""}`,
		"data-key": `text-${number}`,
	});
	const more = element(
		"button",
		{
			class: "quiet-button stop",
			"data-key": `whole-${number}`,
			click() {
				calledUp.add(text);
				show();
				// What had the focus is gone; what was called up is to be read, and keys go on from there.
				paragraph.focus();
			},
		},
		// Of several such buttons each says which passage it is about.
		...sourceNumber(context, number).slice(1),
		localised.say("more"),
	);
	const show = () => {
		const isWhole = calledUp.has(text);
		const { start, end } = isWhole
			? { start: 0, end: text.length }
			: excerpt(text, quotes.length > 0 ? quotes : highlights.slice(0, 1));
		paragraph.replaceChildren(
			start > 0 ? "… " : "",
			...withQuotes(passage, quotes, start, end),
			end < text.length ? " …" : "",
		);
		more.hidden = end - start === text.length;
		if (!isWhole) return;
		paragraph.tabIndex = -1;
		paragraph.classList.add("stop");
	};
	show();
	return element(
		"li",
		{ class: "passage" },
		section.length > 0 && articleText(lang, "p", { class: "meta" }, section.join(" › ")),
		paragraph,
		articleLink(
			context,
			{ url: deepLink, article },
			{ class: "there stop", "data-key": `passage-${number}` },
			...sourceNumber(context, number),
			localised.say("readThere"),
		),
		more,
	);
}

/** The text from `position` to `last` with highlights marked and quoted sentences set off. */
function withQuotes(
	{ text, highlights }: Passage,
	quotes: readonly Sentence[],
	position: number,
	last: number,
): (Node | string)[] {
	const parts: (Node | string)[] = [];
	const upTo = (end: number) => {
		const from = position;
		position = Math.max(end, from);
		return highlightedText(text, highlights, from, end);
	};
	for (const { start, end } of [...quotes].sort((a, b) => a.start - b.start)) {
		if (start < position) continue;
		parts.push(...upTo(start), element("strong", { class: "quoted" }, ...upTo(end)));
	}
	return [...parts, ...upTo(last)];
}
