/** Finds the elements of a page that hold its article. */

import {
	attributeOf,
	elementsOf,
	type HtmlElement,
	type HtmlParent,
	type HtmlTree,
	isElement,
	isText,
} from "./html-tree.ts";
import { isLeftOut } from "./left-out.ts";

/** One article among several is the page's own where it has most of their text. */
const MAIN_ARTICLE_SHARE = 0.5;
/** A block that loses no more than a fifth of the prose around it is where the article is. */
const DENSE_SHARE = 0.8;

/**
 * `data-sitecite-body` or `data-pagefind-body` (all of them), else the `article`, else `main`, else the
 * densest block: the smallest element that holds nearly all prose outside links.
 */
export function bodyElements(tree: HtmlTree): HtmlParent[] {
	const elements = [...elementsOf(tree.document)];
	for (const attribute of ["data-sitecite-body", "data-pagefind-body"]) {
		const marked = outermost(
			elements.filter((element) => attributeOf(element, attribute) !== null),
		);
		if (marked.length > 0) return marked;
	}
	const prose = proseLengths(tree.document);
	const lengthOf = (element: HtmlParent): number => prose.get(element) ?? 0;
	const articles = outermost(elements.filter((element) => element.tagName === "article"));
	const longest = articles.reduce<HtmlElement | null>(
		(best, next) => (best === null || lengthOf(next) > lengthOf(best) ? next : best),
		null,
	);
	const total = articles.reduce((sum, article) => sum + lengthOf(article), 0);
	if (longest !== null && lengthOf(longest) > total * MAIN_ARTICLE_SHARE) return [longest];
	const main = elements.find(
		(element) => element.tagName === "main" || attributeOf(element, "role") === "main",
	);
	if (main !== undefined && lengthOf(main) > 0) return [main];
	return [densest(tree.document, lengthOf)];
}

function outermost(elements: readonly HtmlElement[]): HtmlElement[] {
	const chosen = new Set(elements);
	return elements.filter((element) => {
		for (let node = element.parentNode; node !== null && isElement(node); node = node.parentNode) {
			if (chosen.has(node)) return false;
		}
		return true;
	});
}

function densest(document: HtmlParent, lengthOf: (parent: HtmlParent) => number): HtmlParent {
	let current = document;
	for (;;) {
		const denser: HtmlElement | undefined = current.childNodes
			.filter(isElement)
			.find((child) => lengthOf(child) > 0 && lengthOf(child) >= lengthOf(current) * DENSE_SHARE);
		if (denser === undefined || isParagraphLike(denser)) return current;
		current = denser;
	}
}

/** A single paragraph is no body, however much of the text it holds. */
function isParagraphLike(element: HtmlElement): boolean {
	return /^(?:p|h[1-6]|pre|blockquote|ul|ol|dl|table|figure)$/.test(element.tagName);
}

/** Characters of visible text outside links below every element. */
function proseLengths(document: HtmlParent): Map<HtmlParent, number> {
	const lengths = new Map<HtmlParent, number>();
	const measure = (parent: HtmlParent): number => {
		let length = 0;
		for (const child of parent.childNodes) {
			if (isText(child)) length += visibleLength(child.value);
			else if (isElement(child) && child.tagName !== "a" && !isLeftOut(child))
				length += measure(child);
		}
		lengths.set(parent, length);
		return length;
	};
	measure(document);
	return lengths;
}

function visibleLength(text: string): number {
	let length = 0;
	for (let position = 0; position < text.length; position++) {
		if (text.charCodeAt(position) > 0x20) length++;
	}
	return length;
}
