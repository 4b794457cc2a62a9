/** Articles on disk, read one at a time when they are asked for; each is proven by a checksum of its own. */

import { createHash } from "node:crypto";
import type { Article } from "../domain/article.ts";
import { ArticleIndex, CHECKSUM_BYTES } from "./article-index.ts";
import { decodeArticle } from "./article-record.ts";
import { ARTICLES_INDEX_SECTION, ARTICLES_SECTION } from "./article-writer.ts";
import type { OpenGeneration } from "./open-generation.ts";
import type { SectionReader } from "./section-reader.ts";

/** The articles of an open generation; usable until that is closed. */
export class ArticleStore {
	readonly #index: ArticleIndex;
	readonly #records: SectionReader;

	/**
	 * @param generation opened with `articles.bin` among its lazy sections.
	 * @throws SiteciteError `index_corrupt` where the generation has no articles.
	 */
	constructor(generation: OpenGeneration) {
		this.#index = new ArticleIndex(generation.section(ARTICLES_INDEX_SECTION));
		this.#records = generation.lazySection(ARTICLES_SECTION);
	}

	/** How many articles there are. */
	get count(): number {
		return this.#index.count;
	}

	/** All ids, sorted by their UTF-8 bytes, from memory. */
	ids(): string[] {
		return this.#index.ids();
	}

	/** The article with this id, or null. @throws SiteciteError `index_corrupt` where its record is damaged. */
	async get(id: string): Promise<Article | null> {
		const place = this.#index.find(id);
		if (place === null) return null;
		const record = await this.#records.read(place.offset, place.offset + place.length);
		const checksum = createHash("sha256").update(record).digest().subarray(0, CHECKSUM_BYTES);
		if (!checksum.equals(place.checksum)) {
			throw this.#records.corrupt(`the record of article ${id} does not match its checksum`);
		}
		const article = decodeArticle(record);
		// Two ids that differ in broken surrogates alone are equal in UTF-8.
		return article.id === id ? article : null;
	}
}
