/** Writes articles into a generation one at a time, so that a build never holds all their texts at once. */

import { createHash } from "node:crypto";
import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";
import { CHECKSUM_BYTES, encodeArticleIndex, type RecordPlace } from "./article-index.ts";
import { encodeArticle } from "./article-record.ts";
import type { GenerationWriter } from "./generation-writer.ts";
import type { SectionSink } from "./section-writer.ts";

/** The records, one after another, in the order in which articles were added. */
export const ARTICLES_SECTION = "articles.bin";
/** Where each record lies. */
export const ARTICLES_INDEX_SECTION = "articles-index.bin";

/** Adds the two sections of the articles to a generation. */
export class ArticleWriter {
	readonly #generation: GenerationWriter;
	readonly #section: SectionSink;
	readonly #places = new Map<string, RecordPlace & { readonly path: string }>();
	#offset = 0;

	private constructor(generation: GenerationWriter, section: SectionSink) {
		this.#generation = generation;
		this.#section = section;
	}

	/** Starts the articles of `generation`. */
	static async start(generation: GenerationWriter): Promise<ArticleWriter> {
		return new ArticleWriter(generation, await generation.openSection(ARTICLES_SECTION));
	}

	/** How many articles were added so far. */
	get count(): number {
		return this.#places.size;
	}

	/**
	 * Adds an article. Await each before the next.
	 *
	 * @throws SiteciteError `article_invalid` where another file's article has the same id.
	 */
	async add(article: Article): Promise<void> {
		const first = this.#places.get(article.id);
		if (first !== undefined) {
			throw new SiteciteError(
				"article_invalid",
				`${article.path} and ${first.path} give the same article id ${article.id}. Rename one of the files, or leave one out.`,
			);
		}
		const record = encodeArticle(article);
		this.#places.set(article.id, {
			id: article.id,
			path: article.path,
			offset: this.#offset,
			length: record.length,
			checksum: createHash("sha256").update(record).digest().subarray(0, CHECKSUM_BYTES),
		});
		this.#offset += record.length;
		await this.#section.write(record);
	}

	/** Completes both sections; no article can be added afterwards. */
	async finish(): Promise<void> {
		await this.#section.end();
		await this.#generation.addSection(
			ARTICLES_INDEX_SECTION,
			encodeArticleIndex([...this.#places.values()]),
		);
	}
}
