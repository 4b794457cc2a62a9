/** The section that tells what there is to read: every article's summary and headings, without its text. */

import { z } from "zod";
import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { ArticleSummary } from "../domain/indexed-chunk.ts";

export const ARTICLE_LIST_SECTION = "article-list.json";

export interface ListedArticle extends ArticleSummary {
	/** As `Article.modified`. */
	readonly modified: string | null;
	/** In order, each once. */
	readonly headings: readonly string[];
}

const texts = z.array(z.string());

const listSchema = z.object({
	/** Names of the owner's own fields, whether or not an article has them. */
	fields: texts,
	articles: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			url: z.string(),
			authors: texts,
			published: z.string().nullable(),
			modified: z.string().nullable(),
			lang: z.string().nullable(),
			tags: texts,
			fields: z.record(z.string(), texts),
			description: z.string().nullable(),
			path: z.string(),
			headings: texts,
		}),
	),
});

export function listedArticle(article: Article): ListedArticle {
	const { id, title, url, authors, published, modified } = article;
	const { lang, tags, fields, description, path, text, blocks } = article;
	const headings = blocks
		.filter(({ kind }) => kind === "heading")
		.map(({ start, end }) => text.slice(start, end));
	return {
		...{ id, title, url, authors, published, modified },
		...{ lang, tags, fields, description, path, headings: [...new Set(headings)] },
	};
}

/** @param articles in any order: equal ones give equal bytes */
export function encodeArticleList(
	fields: readonly string[],
	articles: readonly ListedArticle[],
): Uint8Array {
	const sorted = [...articles].sort((a, b) => (a.id < b.id ? -1 : 1));
	return new TextEncoder().encode(JSON.stringify({ fields: [...fields].sort(), articles: sorted }));
}

/** The articles of an open index. They are decoded when the first is asked for: answering needs none. */
export class ArticleList {
	readonly #section: Uint8Array;
	#decoded: Decoded | null = null;

	constructor(section: Uint8Array) {
		this.#section = section;
	}

	/** Names of the owner's own fields. @throws SiteciteError `index_corrupt`, as all others */
	get fields(): readonly string[] {
		return this.#decode().fields;
	}

	/** The newest first; those without a date last; of equal ones the smaller id first. */
	get newestFirst(): readonly ListedArticle[] {
		return this.#decode().newestFirst;
	}

	get(id: string): ListedArticle | null {
		return this.#decode().byId.get(id) ?? null;
	}

	/** The id of the article whose URL this is. */
	idOfUrl(url: string): string | null {
		return this.#decode().idByUrl.get(url) ?? null;
	}

	#decode(): Decoded {
		this.#decoded ??= decode(this.#section);
		return this.#decoded;
	}
}

interface Decoded {
	readonly fields: readonly string[];
	readonly newestFirst: readonly ListedArticle[];
	readonly byId: ReadonlyMap<string, ListedArticle>;
	readonly idByUrl: ReadonlyMap<string, string>;
}

function decode(section: Uint8Array): Decoded {
	try {
		// A TextDecoder does not read shared memory, so the bytes are copied out of it first.
		const json: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(section)));
		const { fields, articles } = listSchema.parse(json);
		return {
			fields,
			newestFirst: articles.sort(newerFirst),
			byId: new Map(articles.map((article) => [article.id, article])),
			idByUrl: new Map(articles.map(({ url, id }) => [url, id])),
		};
	} catch (cause) {
		throw new SiteciteError(
			"index_corrupt",
			`${ARTICLE_LIST_SECTION} is not a list of articles; build the index again.`,
			{ cause },
		);
	}
}

/** Orders what is listed; a total order, so that a place in it can be found again. */
export function newerFirst(a: Sortable, b: Sortable): number {
	const difference = instantOf(b) - instantOf(a);
	if (difference !== 0 && !Number.isNaN(difference)) return difference;
	return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

export interface Sortable {
	readonly id: string;
	/** ISO 8601 date or date-time. */
	readonly published: string | null;
}

/** Before all others where there is none. */
function instantOf({ published }: Sortable): number {
	const instant = Date.parse(published ?? "");
	return Number.isNaN(instant) ? Number.NEGATIVE_INFINITY : instant;
}
