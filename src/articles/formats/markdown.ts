/** Markdown (CommonMark with GitHub's tables, strikethrough and footnotes) and MDX. */

import { NO_METADATA } from "../metadata/article-metadata.ts";
import { boundNesting } from "./markdown/bound-nesting.ts";
import { hideEsm } from "./markdown/hide-esm.ts";
import { hideForeignMarkup } from "./markdown/inert-markup.ts";
import { readMarkdownBlocks } from "./markdown/markdown-blocks.ts";
import { type MarkdownTree, parseMarkdownTree, parseMdxTree } from "./markdown/markdown-tree.ts";
import type { ParsedContent } from "./parsed-content.ts";
import { takeTitleHeading } from "./title-heading.ts";

/**
 * @param bodyStart where the text starts, after a byte order mark or front matter.
 * @param title the front matter's title, which a leading heading may repeat.
 */
export function parseMarkdown(
	content: string,
	bodyStart: number,
	title: string | null,
	options: { mdx: boolean },
): ParsedContent {
	const body = content.slice(bodyStart);
	const warnings: string[] = [];
	const { parsed, tree } = options.mdx
		? parseMdx(body, warnings)
		: parse(hideForeignMarkup(body, { templates: true }));
	const blocks = readMarkdownBlocks({ content, parsed, start: bodyStart }, tree);
	const taken = takeTitleHeading(blocks, title);
	return {
		blocks: taken.blocks,
		metadata: { ...NO_METADATA, title: taken.title },
		canonical: null,
		noIndex: false,
		warnings,
	};
}

function parse(hidden: string): { parsed: string; tree: MarkdownTree } {
	const parsed = boundNesting(hidden);
	return { parsed, tree: parseMarkdownTree(parsed) };
}

/** MDX that does not parse is read as Markdown, its tags as HTML: no text is lost, and it is said. */
function parseMdx(body: string, warnings: string[]): { parsed: string; tree: MarkdownTree } {
	const parsed = boundNesting(hideForeignMarkup(body, { templates: false }));
	try {
		return { parsed, tree: parseMdxTree(parsed) };
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		warnings.push(`The file is no valid MDX and was read as Markdown: ${message}`);
		return parse(hideForeignMarkup(hideEsm(body), { templates: false }));
	}
}
