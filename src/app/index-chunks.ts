/** Completes an article's chunks with all that the index stores of them. */

import type { Article } from "../domain/article.ts";
import type { Chunk } from "../domain/chunk.ts";
import type { ArticleSummary, IndexedChunk } from "../domain/indexed-chunk.ts";
import { contextOf } from "../retrieval/cite-passage.ts";
import { TextFragmenter } from "../retrieval/text-fragment.ts";

export function indexChunks(article: Article, chunks: readonly Chunk[]): IndexedChunk[] {
	const summary = summarise(article);
	const fragmenter = new TextFragmenter(article.text);
	return chunks.map((chunk) => ({
		...chunk,
		article: summary,
		...contextOf(article.text, chunk),
		fragment: fragmenter.directive(chunk),
	}));
}

/**
 * What is embedded of a chunk: title and headings say what the words are about, which the words
 * themselves often do not.
 */
export function embeddingText({ article, headings, text }: IndexedChunk): string {
	return [article.title, ...headings, text].filter((part) => part !== "").join("\n");
}

function summarise(article: Article): ArticleSummary {
	const { id, title, url, authors, published, lang, tags, fields, description, path } = article;
	return { id, title, url, authors, published, lang, tags, fields, description, path };
}
