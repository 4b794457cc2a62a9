/** What a page states of itself, in order of trust: attributes, JSON-LD, OpenGraph and `meta`, the text. */

import { type ArticleMetadata, firstStated, NO_METADATA } from "../../metadata/article-metadata.ts";
import { splitAuthors } from "../../metadata/authors.ts";
import { splitTags } from "../../metadata/front-matter-metadata.ts";
import {
	attributeOf,
	elementsOf,
	type HtmlElement,
	type HtmlParent,
	type HtmlTree,
	textContentOf,
} from "./html-tree.ts";
import { jsonLdMetadata } from "./json-ld.ts";

export interface PageMetadata {
	readonly metadata: ArticleMetadata;
	readonly canonical: string | null;
	readonly noIndex: boolean;
}

/** Names of `meta` elements (`name`, `property` or `itemprop`), in order of preference. */
const META_NAMES = {
	title: ["og:title", "twitter:title", "dc.title", "dcterms.title"],
	authors: [
		"author",
		"article:author",
		"parsely-author",
		"dc.creator",
		"dcterms.creator",
		"sailthru.author",
	],
	published: [
		...[
			"article:published_time",
			"og:published_time",
			"datepublished",
			"date",
			"pubdate",
			"publish-date",
		],
		...[
			"parsely-pub-date",
			"dc.date.issued",
			"dcterms.issued",
			"dc.date",
			"dcterms.date",
			"dcterms.created",
		],
	],
	modified: [
		...[
			"article:modified_time",
			"og:updated_time",
			"datemodified",
			"last-modified",
			"dcterms.modified",
		],
	],
	lang: ["og:locale", "content-language", "dc.language", "dcterms.language"],
	tags: ["article:tag", "keywords", "news_keywords", "parsely-tags", "article:section"],
	description: ["og:description", "description", "twitter:description", "dc.description"],
};

/** @param body the elements that hold the article. */
export function pageMetadata(
	tree: HtmlTree,
	body: readonly HtmlParent[],
	warn: (message: string) => void,
): PageMetadata {
	const elements = [...elementsOf(tree.document)];
	const metas = metaContents(elements);
	const scripts = elements
		.filter((element) => /^application\/ld\+json\b/i.test(attributeOf(element, "type") ?? ""))
		.map(rawTextOf);
	return {
		metadata: firstStated([
			attributeMetadata(elements),
			jsonLdMetadata(scripts, warn),
			metaMetadata(metas),
			textMetadata(
				elements,
				body.flatMap((parent) => [...elementsOf(parent)]),
				metas,
			),
		]),
		canonical: canonicalOf(elements),
		noIndex: (metas.get("robots") ?? []).some((content) => /\b(?:noindex|none)\b/i.test(content)),
	};
}

/** `data-sitecite-meta="title"`, `"date[datetime]"`, `"author:Jane Doe"`; Pagefind's name for it too. */
function attributeMetadata(elements: readonly HtmlElement[]): ArticleMetadata {
	const stated = new Map<string, string[]>();
	for (const element of elements) {
		const attribute =
			attributeOf(element, "data-sitecite-meta") ?? attributeOf(element, "data-pagefind-meta");
		if (attribute === null) continue;
		for (const [key, value] of statements(attribute, element)) {
			stated.set(key, [...(stated.get(key) ?? []), value]);
		}
	}
	const first = (...keys: string[]): string | null =>
		keys.map((key) => stated.get(key)?.[0]).find((value) => value !== undefined) ?? null;
	return {
		title: first("title"),
		authors: [...(stated.get("author") ?? []), ...(stated.get("authors") ?? [])].flatMap(
			splitAuthors,
		),
		published: first("date", "published"),
		modified: first("modified", "updated"),
		lang: first("lang", "language"),
		tags: [...(stated.get("tag") ?? []), ...(stated.get("tags") ?? [])].flatMap(splitTags),
		description: first("description"),
	};
}

/** Several statements are parted by commas; a text after `:` goes on to the end. */
function statements(attribute: string, element: HtmlElement): [string, string][] {
	const inline = /^\s*([\w-]+)\s*:\s*(.+)$/s.exec(attribute);
	if (inline !== null) return [[inline[1] ?? "", (inline[2] ?? "").trim()]];
	return attribute.split(",").flatMap((part): [string, string][] => {
		const match = /^\s*([\w-]+)\s*(?:\[([\w:-]+)\])?\s*$/.exec(part);
		const [, key, name] = match ?? [];
		if (key === undefined) return [];
		const value = name === undefined ? textContentOf(element) : (attributeOf(element, name) ?? "");
		return value.trim() === "" ? [] : [[key, value.trim()]];
	});
}

function metaContents(elements: readonly HtmlElement[]): Map<string, string[]> {
	const contents = new Map<string, string[]>();
	for (const element of elements) {
		if (element.tagName !== "meta") continue;
		const content = attributeOf(element, "content")?.trim() ?? "";
		if (content === "") continue;
		for (const attribute of ["property", "name", "itemprop", "http-equiv"]) {
			const key = attributeOf(element, attribute)?.trim().toLowerCase();
			if (key) contents.set(key, [...(contents.get(key) ?? []), content]);
		}
	}
	return contents;
}

function metaMetadata(metas: ReadonlyMap<string, readonly string[]>): ArticleMetadata {
	const all = (names: readonly string[]): readonly string[] =>
		names.map((name) => metas.get(name)).find((contents) => contents !== undefined) ?? [];
	const first = (names: readonly string[]): string | null => all(names)[0] ?? null;
	// `article:author` is the address of a profile more often than a name.
	const authors = META_NAMES.authors
		.map((name) => (metas.get(name) ?? []).filter((author) => !/^https?:/i.test(author)))
		.find((names) => names.length > 0);
	return {
		title: first(META_NAMES.title),
		authors: [...new Set((authors ?? []).flatMap(splitAuthors))],
		published: first(META_NAMES.published),
		modified: first(META_NAMES.modified),
		lang: first(META_NAMES.lang),
		tags: [...new Set(all(META_NAMES.tags).flatMap(splitTags))],
		description: first(META_NAMES.description),
	};
}

/** What the visible page says: `time[datetime]`, bylines, the first `h1`, `title`, `html[lang]`. */
function textMetadata(
	elements: readonly HtmlElement[],
	inBody: readonly HtmlElement[],
	metas: ReadonlyMap<string, readonly string[]>,
): ArticleMetadata {
	const time = inBody.find(
		(element) => element.tagName === "time" && attributeOf(element, "datetime") !== null,
	);
	const byline = inBody.find(isByline);
	const heading =
		inBody.find((element) => element.tagName === "h1") ??
		elements.find((element) => element.tagName === "h1");
	const title = elements.find((element) => element.tagName === "title");
	const html = elements.find((element) => element.tagName === "html");
	return {
		...NO_METADATA,
		title:
			(heading === undefined ? "" : textContentOf(heading)) ||
			(title === undefined
				? ""
				: withoutSiteName(textContentOf(title), metas.get("og:site_name")?.[0])) ||
			null,
		authors: byline === undefined ? [] : splitAuthors(textContentOf(byline)),
		published: time === undefined ? null : attributeOf(time, "datetime"),
		lang: html === undefined ? null : attributeOf(html, "lang"),
	};
}

function isByline(element: HtmlElement): boolean {
	const relations = `${attributeOf(element, "rel") ?? ""} ${attributeOf(element, "itemprop") ?? ""}`;
	const classes = (attributeOf(element, "class") ?? "").split(/\s+/);
	const isMarked = /\bauthor\b/.test(relations) || classes.includes("byline");
	const text = isMarked ? textContentOf(element) : "";
	return text !== "" && text.length <= 100;
}

/** `Headline | The Site` as `Headline`. */
function withoutSiteName(title: string, siteName: string | undefined): string {
	if (!siteName || !title.endsWith(siteName)) return title;
	const rest = title.slice(0, -siteName.length).replace(/\s*[|·•–—:-]\s*$/u, "");
	return rest === "" ? title : rest;
}

function canonicalOf(elements: readonly HtmlElement[]): string | null {
	const link = elements.find(
		(element) =>
			element.tagName === "link" && /\bcanonical\b/i.test(attributeOf(element, "rel") ?? ""),
	);
	return (link === undefined ? null : attributeOf(link, "href")?.trim()) || null;
}

/** Text of a script, as written: JSON may hold white space that matters. */
function rawTextOf(element: HtmlElement): string {
	return element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
}
