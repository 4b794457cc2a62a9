/** Cuts an article into chunks: whole sentences under one heading path, each mapped to its source. */

import { createHash } from "node:crypto";
import type { Article } from "../domain/article.ts";
import type { Chunk } from "../domain/chunk.ts";
import { toSourceRange } from "../domain/source-map.ts";
import type { TextRange } from "../domain/text-range.ts";
import { articleSections } from "./article-sections.ts";
import { blockUnits, type Unit } from "./block-units.ts";
import { type ChunkSettings, checkChunkSettings } from "./chunk-settings.ts";
import { packUnits } from "./pack-units.ts";

/**
 * The article's chunks in order. They do not overlap; every non-white character of the article is in
 * one of them or in a heading that is in the `headings` of the chunks below it. A chunk has about
 * `settings.maxWords` words, and never more than twice as many.
 *
 * @throws SiteciteError `config_invalid` for settings that make no chunks.
 */
export function chunkArticle(article: Article, settings: ChunkSettings): Chunk[] {
	checkChunkSettings(settings);
	const { maxWords } = settings;
	const chunks: Chunk[] = [];
	const nextId = chunkIds(article.id);
	for (const { headings, blocks } of articleSections(article)) {
		const units = blocks.flatMap((block) =>
			blockUnits(article.text, block, article.lang, maxWords),
		);
		let first = 0;
		for (const end of packUnits(units, maxWords)) {
			const packed = units.slice(first, end);
			first = end;
			const range = { start: packed[0]?.start ?? 0, end: packed.at(-1)?.end ?? 0 };
			const text = article.text.slice(range.start, range.end);
			chunks.push({
				...range,
				id: nextId(text),
				articleId: article.id,
				text,
				headings,
				sentences: joinedSentences(packed),
				source: toSourceRange(article.sourceMap, range),
				ordinal: chunks.length,
			});
		}
	}
	return chunks;
}

/** The sentences of the units, the parts of a split one put together again where they meet. */
function joinedSentences(units: readonly Unit[]): TextRange[] {
	const sentences: TextRange[] = [];
	for (const [index, unit] of units.entries()) {
		for (const [place, sentence] of unit.sentences.entries()) {
			const last = sentences.at(-1);
			if (index > 0 && place === 0 && unit.continuesSentence && last !== undefined) {
				sentences[sentences.length - 1] = { start: last.start, end: sentence.end };
			} else {
				sentences.push(sentence);
			}
		}
	}
	return sentences;
}

/** Bytes of SHA-256 kept: 96 bits, no collision to be expected before some 10^13 chunks. */
const ID_BYTES = 12;

/**
 * Ids from the article's id, the text, and its number among equal texts of the article: a change
 * elsewhere in the article leaves them as they are. URL-safe.
 */
function chunkIds(articleId: string): (text: string) => string {
	const occurrences = new Map<string, number>();
	return (text) => {
		const occurrence = occurrences.get(text) ?? 0;
		occurrences.set(text, occurrence + 1);
		// UTF-16, because UTF-8 would make lone surrogates equal.
		return createHash("sha256")
			.update(`${articleId}\n${occurrence}\n${text}`, "utf16le")
			.digest()
			.subarray(0, ID_BYTES)
			.toString("base64url");
	};
}
