/** Puts blocks together to an article's body: canonical text, blocks, source map. */

import type { Block, BlockKind } from "../../domain/article.ts";
import type { SourceMap } from "../../domain/source-map.ts";
import { type MappedText, MappedTextBuilder, sliceMapped, trimMapped } from "./mapped-text.ts";

/** The part of an `Article` that comes from its text. */
export interface Body {
	readonly text: string;
	readonly blocks: readonly Block[];
	readonly sourceMap: SourceMap;
}

/** One block before it has its place in the canonical text. */
export interface DraftBlock {
	readonly kind: BlockKind;
	readonly level?: number;
	readonly afterGap?: true;
	readonly content: MappedText;
}

/** A block of nothing but white space and format characters (zero-width spaces, say) is none. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/** Keeps what `Article.text` promises: blank lines between blocks, none empty, no white ends. */
export function buildBody(drafts: Iterable<DraftBlock>): Body {
	const builder = new MappedTextBuilder();
	const blocks: Block[] = [];
	for (const draft of drafts) {
		const content = trimBlock(draft, blocks.length === 0);
		if (!VISIBLE.test(content.text)) continue;
		if (builder.length > 0) builder.unmapped("\n\n");
		const start = builder.length;
		builder.append(content);
		blocks.push({
			kind: draft.kind,
			start,
			end: builder.length,
			...(draft.level !== undefined && { level: draft.level }),
			...(draft.afterGap && { afterGap: true }),
		});
	}
	const { text, map } = builder.build();
	return { text, blocks, sourceMap: map };
}

/** Code keeps the indentation of its first line, except where the text itself would start white. */
function trimBlock(draft: DraftBlock, isFirst: boolean): MappedText {
	if (draft.kind !== "code" || isFirst) return trimMapped(draft.content);
	const { text } = draft.content;
	const end = text.trimEnd().length;
	let start = 0;
	for (let position = 0; position < end && text.charAt(position).trim() === ""; position++) {
		if (text.charAt(position) === "\n") start = position + 1;
	}
	return sliceMapped(draft.content, start, Math.max(start, end));
}
