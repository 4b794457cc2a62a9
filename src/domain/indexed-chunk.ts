/** What the index stores of a chunk: all that a passage and its citation need, computed once at build. */

import type { ArticleFields } from "./article.ts";
import type { Chunk } from "./chunk.ts";
import type { CitedArticle } from "./citation.ts";

/** What the index keeps of an article beside its text; shared by all chunks of the article. */
export interface ArticleSummary extends CitedArticle {
	readonly tags: readonly string[];
	/** As `Article.fields`. */
	readonly fields: ArticleFields;
	readonly description: string | null;
	/** Path of the source file, as `Article.path`. */
	readonly path: string;
}

export interface IndexedChunk extends Chunk {
	readonly article: ArticleSummary;
	/** Up to 32 characters of canonical text before and after the chunk, for the TextQuoteSelector. */
	readonly prefix: string;
	readonly suffix: string;
	/** URL text fragment directive that matches the chunk once in its article, `""` where none does. */
	readonly fragment: string;
}
