/**
 * The section that tells what there is to read: every article's summary and headings, without its text. Nothing of it is
 * decoded before it is asked for, and then only that: an index of 100,000 articles lists the first as soon as one of ten.
 */

import { z } from "zod";
import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { ArticleSummary } from "../domain/indexed-chunk.ts";
import { encodeFolded, type FoundText, findFolded, fold } from "./folded-texts.ts";
import { type Columns, decodeColumns, encodeColumns } from "./list-columns.ts";
import { encodeTexts, orderOf, SortedTexts, TextColumn } from "./text-column.ts";

export const ARTICLE_LIST_SECTION = "article-list.bin";

export interface ListedArticle extends ArticleSummary {
	/** As `Article.modified`. */
	readonly modified: string | null;
	/** In order, each once. */
	readonly headings: readonly string[];
}

const texts = z.array(z.string());

const recordSchema = z.object({
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
	const keyed = articles.map((article) => ({ article, instant: instantOf(article) }));
	keyed.sort((a, b) => b.instant - a.instant || (a.article.id < b.article.id ? -1 : 1));
	const sorted = keyed.map(({ article }) => article);
	const ids = sorted.map(({ id }) => id);
	const urls = sorted.map(({ url }) => url);
	const titles = encodeFolded(sorted.map(({ title }) => [title]));
	const headings = encodeFolded(sorted.map((article) => article.headings));
	return encodeColumns(
		{ fields: [...fields].sort(), dated: keyed.filter(({ instant }) => instant > UNDATED).length },
		{
			records: encodeTexts(sorted.map((article) => JSON.stringify(article))),
			ids: encodeTexts(ids),
			urls: encodeTexts(urls),
			titles: titles.texts,
			headings: headings.texts,
		},
		{
			idOrder: orderOf(ids),
			urlOrder: orderOf(urls),
			titleArticles: titles.articles,
			headingArticles: headings.articles,
		},
	);
}

/** The articles of an open index, the newest first; those without a date last; of equal ones the smaller id first. */
export class ArticleList {
	readonly #columns: Columns;
	readonly #records: TextColumn;
	readonly #ids: TextColumn;
	readonly #titles: TextColumn;
	readonly #headings: TextColumn;
	readonly #byId: SortedTexts;
	readonly #byUrl: SortedTexts;

	/** @throws SiteciteError `index_corrupt`, as all that reads an article of it */
	constructor(section: Uint8Array) {
		this.#columns = orCorrupt(() => decodeColumns(section));
		const { records, ids, urls, titles, headings } = this.#columns.texts;
		const { idOrder, urlOrder } = this.#columns.numbers;
		this.#records = new TextColumn(records);
		this.#ids = new TextColumn(ids);
		this.#titles = new TextColumn(titles);
		this.#headings = new TextColumn(headings);
		this.#byId = new SortedTexts(this.#ids, idOrder);
		this.#byUrl = new SortedTexts(new TextColumn(urls), urlOrder);
	}

	/** Names of the owner's own fields, whether or not an article has them. */
	get fields(): readonly string[] {
		return this.#columns.fields;
	}

	/** How many articles there are. */
	get count(): number {
		return this.#records.count;
	}

	/** How many of them, the first ones, have a date. */
	get dated(): number {
		return this.#columns.dated;
	}

	/** @param i from 0, for the newest, to `count` */
	at(i: number): ListedArticle {
		return orCorrupt(() => recordSchema.parse(JSON.parse(this.#records.at(i))));
	}

	idAt(i: number): string {
		return this.#ids.at(i);
	}

	slice(start: number, end: number): ListedArticle[] {
		const articles: ListedArticle[] = [];
		for (let i = start; i < Math.min(end, this.count); i++) articles.push(this.at(i));
		return articles;
	}

	has(id: string): boolean {
		return this.#byId.find(id) !== null;
	}

	get(id: string): ListedArticle | null {
		const i = this.#byId.find(id);
		return i === null ? null : this.at(i);
	}

	/** The id of the article whose URL this is. */
	idOfUrl(url: string): string | null {
		const i = this.#byUrl.find(url);
		return i === null ? null : this.idAt(i);
	}

	/** Titles with a word that begins so, as {@link findFolded}. */
	titles(typed: string): Iterable<FoundText> {
		return findFolded(this.#titles, this.#columns.numbers.titleArticles, fold(typed));
	}

	/** Headings with a word that begins so, as {@link findFolded}. */
	headings(typed: string): Iterable<FoundText> {
		return findFolded(this.#headings, this.#columns.numbers.headingArticles, fold(typed));
	}
}

function orCorrupt<Result>(read: () => Result): Result {
	try {
		return read();
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
	if (difference !== 0) return difference;
	return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

export interface Sortable {
	readonly id: string;
	/** ISO 8601 date or date-time. */
	readonly published: string | null;
}

/** Before all others; finite, so that two of them are equally old. */
const UNDATED = -Number.MAX_VALUE;

function instantOf({ published }: Sortable): number {
	const instant = Date.parse(published ?? "");
	return Number.isNaN(instant) ? UNDATED : instant;
}
