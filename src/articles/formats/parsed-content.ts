/** What a format reads out of a file's content; `readArticle` makes the `Article` of it. */

import type { DraftBlock } from "../mapping/body-builder.ts";
import type { ArticleMetadata } from "../metadata/article-metadata.ts";

export interface ParsedContent {
	/** The body's blocks in reading order, the title not among them. */
	readonly blocks: readonly DraftBlock[];
	/** Metadata found in the text or the markup, front matter aside. */
	readonly metadata: ArticleMetadata;
	/** `link[rel=canonical]` as written. */
	readonly canonical: string | null;
	/** Whether the markup asks search engines to leave the page out. */
	readonly noIndex: boolean;
	/** What the reader should know was read otherwise than written. */
	readonly warnings: readonly string[];
}
