/** Metadata in the front matter spellings of Hugo, Jekyll, Eleventy, Astro, Docusaurus, Hexo and Zola. */

import type { ArticleFields } from "../../domain/article.ts";
import { decodeReferences } from "../formats/html/character-references.ts";
import { type Fields, type FieldValue, fieldKey } from "../front-matter.ts";
import type { ArticleMetadata } from "./article-metadata.ts";
import { readAuthors } from "./authors.ts";

/** In order of preference; each as its generator spells it. */
const SPELLINGS = {
	title: ["title", "headline"],
	authors: ["authors", "author", "byline", "creator", "writer", "by"],
	published: [
		"date",
		"pubDate",
		"published",
		"published_at",
		"publishedDate",
		"datePublished",
		"publishDate",
		"publication_date",
		"created",
		"created_at",
		"post_date",
	],
	modified: [
		"lastmod",
		"updated",
		"updatedDate",
		"modified",
		"last_modified_at",
		"lastModified",
		"dateModified",
		"updated_at",
		"last_updated",
		"last_update",
	],
	lang: ["lang", "language", "locale"],
	tags: ["tags", "tag", "categories", "category", "topics", "topic", "keywords"],
	description: [
		"description",
		"summary",
		"excerpt",
		"deck",
		"dek",
		"standfirst",
		"subtitle",
		"lead",
		"abstract",
	],
} as const;

/** Where generators put an owner's own fields or group the usual ones. */
const NESTED = ["params", "extra", "taxonomies"].map(fieldKey);

/** What the front matter states. */
export function frontMatterMetadata(fields: Fields): ArticleMetadata {
	return {
		title: proseOf(fieldOf(fields, SPELLINGS.title)),
		authors: firstNonEmpty(SPELLINGS.authors, (name) => readAuthors(fieldOf(fields, [name]))),
		published: dateOf(fields, SPELLINGS.published),
		modified: dateOf(fields, SPELLINGS.modified),
		lang: textOf(fieldOf(fields, SPELLINGS.lang)),
		tags: readTags(fields),
		description: proseOf(fieldOf(fields, SPELLINGS.description)),
	};
}

/** The values of fields that the site owner wants kept, those without any left out. */
export function ownFields(fields: Fields, names: readonly string[]): ArticleFields {
	const stated = names.map((name) => [name, valuesOf(fieldOf(fields, [name]))] as const);
	return Object.fromEntries(stated.filter(([, values]) => values.length > 0));
}

/** Texts, one or in a list; a text is one value, commas and all. */
function valuesOf(value: FieldValue | undefined): string[] {
	const list = Array.isArray(value) ? (value as readonly FieldValue[]) : [value];
	const texts = list.map(textOf).filter((text) => text !== null);
	return [...new Set(texts)];
}

/** Whether the article is not meant to be published: draft, unpublished, or without a page. */
export function isDraft(fields: Fields): boolean {
	return (
		isTrue(fieldOf(fields, ["draft"])) ||
		isFalse(fieldOf(fields, ["published"])) ||
		isFalse(fieldOf(fields, ["permalink"])) ||
		isTrue(fieldOf(fields, ["headless"])) ||
		textOf(fieldOf(fields, ["status"]))?.toLowerCase() === "draft"
	);
}

/** Whether the article is published but asks search to leave it out. */
export function isNoIndex(fields: Fields): boolean {
	return (
		["noindex", "unlisted", "search_exclude"].some((name) => isTrue(fieldOf(fields, [name]))) ||
		["search", "pagefind"].some((name) => isFalse(fieldOf(fields, [name]))) ||
		/\b(?:noindex|none)\b/i.test(textOf(fieldOf(fields, ["robots"])) ?? "")
	);
}

/** The first of the names that has a value, at the top or in a nested table of the owner's own. */
export function fieldOf(fields: Fields, names: readonly string[]): FieldValue | undefined {
	const tables = [fields, ...NESTED.map((name) => fields.get(name)).filter(isFields)];
	for (const name of names) {
		for (const table of tables) {
			const value = table.get(fieldKey(name));
			if (value !== undefined && !isBlank(value)) return value;
		}
	}
	return undefined;
}

/** The value where it is a text that says something, on one line. */
export function textOf(value: FieldValue | undefined): string | null {
	return typeof value === "string" && !isBlank(value) ? value.replace(/\s+/g, " ").trim() : null;
}

/** Titles and summaries go into pages as they are: authors write `&amp;` in them. */
function proseOf(value: FieldValue | undefined): string | null {
	const text = textOf(value);
	return text === null ? null : decodeReferences(text);
}

/** YAML 1.1 and 1.2 spellings of false. */
export function isFalse(value: FieldValue | undefined): boolean {
	return typeof value === "string" && /^(?:false|no|off|0)$/i.test(value.trim());
}

function isTrue(value: FieldValue | undefined): boolean {
	return typeof value === "string" && /^(?:true|yes|on|1)$/i.test(value.trim());
}

/** `published: true` states no date; Docusaurus writes `last_update: { date, author }`. */
function dateOf(fields: Fields, names: readonly string[]): string | null {
	for (const name of names) {
		const value = fieldOf(fields, [name]);
		const date = textOf(isFields(value) ? value.get("date") : value);
		if (date !== null && !isTrue(date) && !isFalse(date)) return date;
	}
	return null;
}

function readTags(fields: Fields): string[] {
	const tags = SPELLINGS.tags.flatMap((name) => tagsOf(fieldOf(fields, [name])));
	return [...new Set(tags)];
}

/** Lists of texts or of `{ name }`; one text is a comma-separated list. */
function tagsOf(value: FieldValue | undefined): string[] {
	if (value === undefined) return [];
	if (typeof value === "string") return splitTags(value);
	const entries: readonly FieldValue[] = isFields(value)
		? [value]
		: (value as readonly FieldValue[]);
	return entries.flatMap((entry) => {
		const text = isFields(entry) ? (entry.get("name") ?? entry.get("label")) : entry;
		return typeof text === "string" && text.trim() !== "" ? [text.trim()] : [];
	});
}

/** Tags of a comma-separated text. */
export function splitTags(text: string): string[] {
	return text
		.split(",")
		.map((tag) => tag.trim())
		.filter((tag) => tag !== "");
}

function firstNonEmpty(
	names: readonly string[],
	read: (name: string) => readonly string[],
): readonly string[] {
	for (const name of names) {
		const values = read(name);
		if (values.length > 0) return values;
	}
	return [];
}

function isFields(value: FieldValue | undefined): value is Fields {
	return value instanceof Map;
}

function isBlank(value: FieldValue): boolean {
	return typeof value === "string" && /^\s*(?:~|null)?\s*$/i.test(value);
}
