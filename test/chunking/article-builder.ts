/** Builds articles for the tests: blocks in the canonical layout, with an invented source file. */

import fc from "fast-check";
import type { Article, Block, BlockKind } from "../../src/domain/article.ts";
import { hostileText } from "../contracts/hostile-text.ts";

export type Part = readonly [kind: BlockKind, text: string, level?: number];

/** Where the article's text begins in its source file. */
export const SOURCE_OFFSET = 1000;

export function articleOf(parts: readonly Part[], lang: string | null = "en"): Article {
	let text = "";
	const blocks: Block[] = [];
	for (const [kind, content, level] of parts) {
		if (text !== "") text += "\n\n";
		const range = { start: text.length, end: text.length + content.length };
		blocks.push({ kind, ...range, ...(level === undefined ? {} : { level }) });
		text += content;
	}
	const end = text.length;
	return {
		id: "an-article",
		title: "A title",
		url: "/an-article",
		authors: [],
		published: null,
		modified: null,
		lang,
		tags: [],
		fields: {},
		description: null,
		text,
		blocks,
		sourceMap: [{ start: 0, end, sourceStart: SOURCE_OFFSET, sourceEnd: SOURCE_OFFSET + end }],
		path: "an-article.md",
	};
}

/** `count` different words in sentences of ten; `seed` makes texts differ. */
export function prose(count: number, seed = "w"): string {
	const words = Array.from({ length: count }, (_, index) => {
		const word = `${seed}${index}`;
		const isLast = index % 10 === 9 || index === count - 1;
		const cased = index % 10 === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
		return isLast ? `${cased}.` : cased;
	});
	return words.join(" ");
}

/** Articles of any blocks in any order, with ordinary and hostile text. */
export function articles(): fc.Arbitrary<Article> {
	const content = fc.oneof(
		hostileText(30).map((text) => text.trim()),
		fc.integer({ min: 1, max: 200 }).map((count) => prose(count)),
		fc.integer({ min: 1, max: 200 }).map((count) => prose(count).replaceAll(" ", "\n")),
		fc.integer({ min: 30, max: 90 }).map((count) => prose(count).replaceAll(".", ";")),
	);
	const block = fc.tuple(
		fc.constantFrom<BlockKind[]>("standfirst", "paragraph", "list", "quote", "code", "table"),
		content,
	);
	const heading = fc.tuple(
		fc.constant<BlockKind>("heading"),
		fc.oneof(fc.constantFrom("Of the sea", "Of the land", ""), content),
		fc.integer({ min: 1, max: 6 }),
	);
	const part = fc.oneof({ weight: 3, arbitrary: block }, { weight: 2, arbitrary: heading });
	return fc
		.array<Part>(part, { maxLength: 8 })
		.map((parts) => articleOf(parts, parts.length % 2 === 0 ? "en" : null));
}
