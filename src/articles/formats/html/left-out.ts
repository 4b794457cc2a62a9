/** Which elements of a page are no part of an article's text. */

import {
	attributeOf,
	elementsOf,
	type HtmlElement,
	isElement,
	textContentOf,
} from "./html-tree.ts";

/** Not text, not visible, or controls of the page. */
const LEFT_OUT = new Set([
	...["script", "style", "template", "noscript", "head", "title", "link", "meta", "base"],
	...["iframe", "object", "embed", "canvas", "svg", "video", "audio", "map", "img", "picture"],
	...["button", "input", "select", "textarea", "datalist", "option", "progress", "meter"],
	...["nav", "dialog", "menu", "rp", "rt", "annotation", "annotation-xml", "noembed", "noframes"],
]);
const LEFT_OUT_ROLES = new Set([
	"navigation",
	"search",
	"banner",
	"contentinfo",
	"dialog",
	"menu",
	"menubar",
	"toolbar",
]);

/** Classes of the line that says when and by whom, in the themes of WordPress, Ghost, Jekyll, Hugo. */
const CREDIT_CLASSES = new Set([
	...[
		"byline",
		"dateline",
		"post-meta",
		"entry-meta",
		"article-meta",
		"post__meta",
		"article__meta",
	],
	...[
		"posted-on",
		"post-date",
		"entry-date",
		"article-date",
		"pubdate",
		"post-byline",
		"article-byline",
	],
	...[
		"author",
		"post-author",
		"entry-author",
		"article-author",
		"p-author",
		"dt-published",
		"reading-time",
	],
]);

/** Longer text under such a class is an author's own words. */
const MAX_CREDIT_LENGTH = 200;

/** An aside of which more than half is links points elsewhere; one of prose is part of the article. */
const MAX_ASIDE_LINK_SHARE = 0.5;

/** Whether the element, with all in it, is left out of the body. */
export function isLeftOut(element: HtmlElement): boolean {
	const { tagName } = element;
	if (LEFT_OUT.has(tagName) || isIgnored(element) || isHidden(element)) return true;
	const role = attributeOf(element, "role");
	if (role !== null && LEFT_OUT_ROLES.has(role)) return true;
	if (tagName === "footer") return !hasAncestor(element, ["blockquote", "figure"]);
	if (tagName === "header") return !hasAncestor(element, ["article", "main", "section"]);
	if (tagName === "aside" || role === "complementary") return isMostlyLinks(element);
	return isCredit(element);
}

/** Whether the owner marked the element as none of the article. */
function isIgnored(element: HtmlElement): boolean {
	return (
		attributeOf(element, "data-sitecite-ignore") !== null ||
		attributeOf(element, "data-pagefind-ignore") !== null
	);
}

function isHidden(element: HtmlElement): boolean {
	const hidden = attributeOf(element, "hidden");
	// `until-found` shows itself to a reader who searches the page or follows a text fragment.
	if (hidden !== null && hidden.toLowerCase() !== "until-found") return true;
	if (attributeOf(element, "aria-hidden") === "true") return true;
	const style = attributeOf(element, "style");
	return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

/** Bylines and dates: by their semantics anywhere, by a `time` in them in the article's header. */
function isCredit(element: HtmlElement): boolean {
	const isMarked =
		element.tagName === "address" ||
		/\b(?:author|datePublished|dateModified)\b/.test(attributeOf(element, "itemprop") ?? "") ||
		/\bauthor\b/.test(attributeOf(element, "rel") ?? "") ||
		(attributeOf(element, "class") ?? "").split(/\s+/).some((name) => CREDIT_CLASSES.has(name));
	if (isMarked) return textContentOf(element).length <= MAX_CREDIT_LENGTH;
	if (!hasAncestor(element, ["header"])) return false;
	if (["ul", "ol", "time"].includes(element.tagName)) return true;
	const below = [...elementsOf(element)].map((descendant) => descendant.tagName);
	return (
		below.includes("time") &&
		!below.some((name) => /^h[1-6]$/.test(name)) &&
		textContentOf(element).length <= MAX_CREDIT_LENGTH
	);
}

function isMostlyLinks(element: HtmlElement): boolean {
	const all = textContentOf(element).length;
	let linked = 0;
	for (const descendant of elementsOf(element)) {
		if (descendant.tagName === "a") linked += textContentOf(descendant).length;
	}
	return linked > all * MAX_ASIDE_LINK_SHARE;
}

function hasAncestor(element: HtmlElement, tagNames: readonly string[]): boolean {
	for (let node = element.parentNode; node !== null && isElement(node); node = node.parentNode) {
		if (tagNames.includes(node.tagName)) return true;
	}
	return false;
}
