/** A published page as sitecite reads it: canonical text, its blocks, and where each character came from. */

import type { SourceMap } from "./source-map.ts";
import type { TextRange } from "./text-range.ts";

export type BlockKind =
	| "heading"
	| "standfirst"
	| "paragraph"
	| "list"
	| "quote"
	| "code"
	| "table";

/** One structural part of an article, as a range of its canonical text. */
export interface Block extends TextRange {
	readonly kind: BlockKind;
	/** 1 to 6 for a heading, absent otherwise. */
	readonly level?: number;
	/** Words of the file that are not of the text stand right before: a dateline below a standfirst, say. */
	readonly afterGap?: true;
}

/** Values by the name of a front-matter field, as the configuration spells it. */
export type ArticleFields = Readonly<Record<string, readonly string[]>>;

/**
 * An article read from one file.
 *
 * `text` is the canonical text: the visible words of the body (title, byline and navigation left
 * out), its blocks in reading order, separated by one blank line (`"\n\n"`), without markup, without white space at
 * either end. Every non-white character of it belongs to exactly one block.
 */
export interface Article {
	/** Stable across builds while the file keeps its path: derived from the path alone, URL-safe. */
	readonly id: string;
	readonly title: string;
	/** Absolute where a base URL or a canonical link is known, else a path starting with `/`. */
	readonly url: string;
	readonly authors: readonly string[];
	/** ISO 8601 date (`2023-02-15`) or date-time with offset (`2023-03-24T15:29:00-05:00`). */
	readonly published: string | null;
	/** As `published`. */
	readonly modified: string | null;
	/** BCP 47 language tag, for example `en` or `pt-BR`. */
	readonly lang: string | null;
	readonly tags: readonly string[];
	/** The site owner's own front-matter fields that were asked for: each with its values, those without any left out. */
	readonly fields: ArticleFields;
	/** The standfirst or summary, if the article states one. */
	readonly description: string | null;
	readonly text: string;
	/** In order of position, not overlapping. */
	readonly blocks: readonly Block[];
	/** Canonical ranges to ranges of the file's decoded content, a byte order mark counted. */
	readonly sourceMap: SourceMap;
	/** Path of the file as the build names it: relative to the working folder, `/` as separator. */
	readonly path: string;
}
