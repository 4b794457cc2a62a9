/** Article metadata in JSON-LD (schema.org Article, NewsArticle, BlogPosting and their kin). */

import { type ArticleMetadata, NO_METADATA } from "../../metadata/article-metadata.ts";
import { splitTags } from "../../metadata/front-matter-metadata.ts";

type JsonObject = { readonly [key: string]: unknown };

/** schema.org types that are articles: all end alike, but for these. */
const ARTICLE_TYPE = /(?:Article|Posting|^Report|Review)$/;

/** More objects than any page describes end the search. */
const MAX_OBJECTS = 10_000;

/**
 * The metadata of the first article in the page's JSON-LD scripts, in order.
 *
 * @param warn is told of a script that is no JSON.
 */
export function jsonLdMetadata(
	scripts: readonly string[],
	warn: (message: string) => void,
): ArticleMetadata {
	const objects: JsonObject[] = [];
	for (const script of scripts) {
		try {
			collectObjects(JSON.parse(script), objects);
		} catch (cause) {
			const detail = cause instanceof Error ? cause.message : String(cause);
			warn(`A JSON-LD script is no valid JSON and was ignored: ${detail}`);
		}
	}
	const article = objects.find((object) => typesOf(object).some((type) => ARTICLE_TYPE.test(type)));
	if (article === undefined) return NO_METADATA;
	const named = objects.filter((object) => nameOf(object) !== null);
	const byId = new Map(named.map((object) => [object["@id"], object]));
	return {
		title: textOf(article.headline) ?? textOf(article.name),
		authors: [...new Set(namesOf(article.author ?? article.creator, byId))],
		published: textOf(article.datePublished),
		modified: textOf(article.dateModified),
		lang: textOf(article.inLanguage) ?? nameOf(article.inLanguage),
		tags: [
			...new Set([...listOf(article.keywords), ...listOf(article.articleSection)].flatMap(tagsOf)),
		],
		description: textOf(article.description) ?? textOf(article.abstract),
	};
}

/** Every object of a script, outer before inner: `@graph`, lists, nested entities. */
function collectObjects(root: unknown, objects: JsonObject[]): void {
	const pending: unknown[] = [root];
	for (let index = 0; index < pending.length && objects.length < MAX_OBJECTS; index++) {
		const value = pending[index];
		if (Array.isArray(value)) {
			for (const entry of value) pending.push(entry);
		} else if (isObject(value)) {
			objects.push(value);
			for (const key of ["@graph", "mainEntity", "mainEntityOfPage", "author", "creator"]) {
				if (value[key] !== undefined) pending.push(value[key]);
			}
		}
	}
}

function typesOf(object: JsonObject): string[] {
	return listOf(object["@type"]).filter((type) => typeof type === "string");
}

/** An author is a name, an object with one, or a reference to such an object. */
function namesOf(value: unknown, byId: ReadonlyMap<unknown, JsonObject>): string[] {
	return listOf(value).flatMap((author) => {
		const text = textOf(author);
		if (text !== null) return /^https?:/i.test(text) ? [] : [text];
		const name = nameOf(author) ?? (isObject(author) ? nameOf(byId.get(author["@id"])) : null);
		return name === null ? [] : [name];
	});
}

function nameOf(value: unknown): string | null {
	return isObject(value) ? textOf(value.name) : null;
}

function tagsOf(value: unknown): string[] {
	const text = textOf(value) ?? nameOf(value);
	return text === null ? [] : splitTags(text);
}

function textOf(value: unknown): string | null {
	return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
