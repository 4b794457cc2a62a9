/** Titles and headings as what was typed is compared with them, found without decoding any. */

import { type EncodedTexts, encodeTexts, type TextColumn } from "./text-column.ts";

/** No folded text has one, so that nothing is found that reaches from one into the next. */
const SEPARATOR = "\n";

/** Without case, accents and punctuation, words separated by one space. */
export function fold(text: string): string {
	// Most texts are plain, and a build folds all headings.
	if (/^[\x20-\x7e]*$/.test(text)) {
		return text
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, " ")
			.trim();
	}
	return text
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

export interface FoldedTexts {
	readonly texts: EncodedTexts;
	/** For each text the first article that has it. */
	readonly articles: Uint32Array;
}

/** Each text once. @param byArticle the texts of each article, in the articles' order */
export function encodeFolded(byArticle: readonly (readonly string[])[]): FoldedTexts {
	const articleOf = new Map<string, number>();
	for (const [article, texts] of byArticle.entries()) {
		for (const text of texts) {
			const folded = fold(text);
			if (folded !== "" && !articleOf.has(folded)) articleOf.set(folded, article);
		}
	}
	return {
		texts: encodeTexts([...articleOf.keys()].map((folded) => `${SEPARATOR}${folded}`)),
		articles: Uint32Array.from(articleOf.values()),
	};
}

export interface FoundText {
	readonly folded: string;
	/** Number of the article. */
	readonly article: number;
}

/**
 * The texts with a word that begins as `wanted` does, those that begin so themselves first; else in the articles' order.
 *
 * @param wanted folded, not empty
 */
export function* findFolded(
	texts: TextColumn,
	articles: Uint32Array,
	wanted: string,
): Generator<FoundText> {
	const bytes = Buffer.from(wanted);
	for (const [i, folded] of occurrences(texts, Buffer.from(SEPARATOR + wanted), 0)) {
		yield { folded, article: articles[i] ?? 0 };
	}
	// Without the space before it: there is one every few bytes, and each would be looked at.
	for (const [i, folded] of occurrences(texts, bytes, SPACE)) {
		if (!folded.startsWith(wanted)) yield { folded, article: articles[i] ?? 0 };
	}
}

const SPACE = 0x20;

/** Each text that has `wanted`, once. @param before the byte that must stand before it; 0 for any */
function* occurrences(
	texts: TextColumn,
	wanted: Buffer,
	before: number,
): Generator<[number, string]> {
	let at = texts.indexOf(wanted, 0);
	while (at >= 0) {
		let from = at + 1;
		if (before === 0 || texts.byteAt(at - 1) === before) {
			const i = texts.indexAt(at);
			yield [i, texts.at(i).slice(SEPARATOR.length)];
			from = texts.startOf(i + 1);
		}
		at = texts.indexOf(wanted, from);
	}
}
