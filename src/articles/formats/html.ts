/** HTML files: the page's article, found among navigation and furniture, and the page's metadata. */

import { bodyElements } from "./html/body-elements.ts";
import { readHtmlBlocks } from "./html/html-blocks.ts";
import { pageMetadata } from "./html/html-metadata.ts";
import { parseHtmlTree } from "./html/html-tree.ts";
import type { ParsedContent } from "./parsed-content.ts";
import { takeTitleHeading } from "./title-heading.ts";

/**
 * @param bodyStart where the markup starts, after a byte order mark or front matter.
 * @throws SkipFile `unparsable`.
 */
export function parseHtml(content: string, bodyStart: number): ParsedContent {
	const warnings: string[] = [];
	const tree = parseHtmlTree(content, bodyStart);
	const body = bodyElements(tree);
	const page = pageMetadata(tree, body, (message) => warnings.push(message));
	const { title, blocks } = takeTitleHeading(
		readHtmlBlocks(content, tree, body),
		page.metadata.title,
	);
	return {
		blocks,
		metadata: { ...page.metadata, title },
		canonical: page.canonical,
		noIndex: page.noIndex,
		warnings,
	};
}
