/** How articles appear wherever they do: their names as links, and who wrote them when. */

import { type Attributes, type Child, element, hiddenText } from "../element.ts";
import type { CitedArticle } from "../responses.ts";
import { safeUrl } from "../safe-url.ts";
import type { ViewContext } from "./view-context.ts";

/** A link into an article; plain text where its address is none of the web. */
export function articleLink(
	{ options, actions, localised }: ViewContext,
	{ url, article }: { readonly url: string; readonly article: CitedArticle },
	attributes: Attributes,
	...children: readonly Child[]
): HTMLElement {
	const href = safeUrl(url, document.baseURI);
	if (href === null) return element("span", attributes, ...children);
	const isNew = options.openLinks === "new";
	return element(
		"a",
		{
			...attributes,
			href,
			...(isNew && { target: "_blank", rel: "noopener" }),
			click: (event: MouseEvent) => actions.choose(event, href, article),
			// The middle button opens a tab; the right one only a menu.
			auxclick: (event: MouseEvent) => event.button === 1 && actions.choose(event, href, article),
		},
		...children,
		isNew && hiddenText(` (${localised.say("newTab")})`),
	);
}

/** Text of an article: in its own language and direction, whatever the widget's. */
export function articleText(
	lang: string | null,
	name: "span" | "bdi" | "p" | "blockquote",
	attributes: Attributes,
	...children: readonly Child[]
): HTMLElement {
	return element(name, { dir: "auto", lang: lang || null, ...attributes }, ...children);
}

/** A citation's number, which screen readers hear as "Source 1:". */
export function sourceNumber({ localised }: ViewContext, number: number): HTMLElement[] {
	return [
		element("span", { class: "number", "aria-hidden": "true" }, String(number)),
		hiddenText(`${localised.say("source", { n: localised.number(number) })}: `),
	];
}

/** Date and authors; null where neither is known. */
export function byline(
	{ localised }: ViewContext,
	{ published, authors }: CitedArticle,
): HTMLElement | null {
	if (published === null && authors.length === 0) return null;
	return element(
		"span",
		{ class: "meta" },
		published !== null &&
			element(
				"time",
				// Written in the reader's language, it may stand among words of the article's.
				{ datetime: published.slice(0, 10), dir: localised.direction },
				localised.day(published),
			),
		published !== null && authors.length > 0 && element("span", { "aria-hidden": "true" }, " · "),
		authors.length > 0 && element("bdi", {}, authors.join(", ")),
	);
}
