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
	const { start, end } = excerpt(text, quotes.length > 0 ? quotes : highlights.slice(0, 1));
	const source = element(
		"span",
		{ class: "visually-hidden" },
		`${localised.say("source", { n: localised.number(number) })}: `,
	);
	const paragraph = articleText(
		lang,
		"p",
		{ class: `passage-text${text.includes("\t") ? " tabs" : ""}` },
		start > 0 && "… ",
		...withQuotes(passage, quotes, start, end),
		end < text.length && " …",
	);
	const more = element(
		"button",
		{
			class: "quiet-button stop",
			"data-key": `whole-${number}`,
			hidden: end - start === text.length,
			click() {
				paragraph.replaceChildren(...withQuotes(passage, quotes, 0, text.length));
				more.hidden = true;
				// What had the focus is gone; what was called up is to be read, and keys go on from there.
				paragraph.tabIndex = -1;
				paragraph.classList.add("stop");
				paragraph.focus();
			},
		},
		source.cloneNode(true),
		localised.say("more"),
	);
	return element(
		"li",
		{ class: "passage" },
		section.length > 0 && articleText(lang, "p", { class: "meta" }, section.join(" › ")),
		paragraph,
		articleLink(
			context,
			{ url: deepLink, article },
			{ class: "there stop", "data-key": `passage-${number}` },
			element("span", { class: "number", "aria-hidden": "true" }, String(number)),
			source,
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
