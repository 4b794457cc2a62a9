/**
 * Plain text as newsrooms write it: the first line is the title; a dateline, a byline and a standfirst
 * (a short paragraph without final stop) may follow; the rest is body, up to a trailing byline with the
 * author's short biography.
 */

import type { DraftBlock } from "../mapping/body-builder.ts";
import { NO_METADATA } from "../metadata/article-metadata.ts";
import type { ParsedContent } from "./parsed-content.ts";
import { type Credits, readByline, readCredits } from "./plain-text/byline.ts";
import {
	joinLines,
	type Paragraph,
	paragraphText,
	readParagraphs,
} from "./plain-text/paragraphs.ts";
import { endsSentence } from "./plain-text/wrapping.ts";

/** A standfirst is a sentence or two: the longest of 40 in daily papers looked at had 34 words. */
const MAX_STANDFIRST_WORDS = 40;

/** How many paragraphs below the title may be dateline, byline or standfirst. */
const MAX_HEAD_PARAGRAPHS = 4;

/** A byline further from the end than this stands in the middle of the text. */
const MAX_BIOGRAPHY_PARAGRAPHS = 3;
/** A biography says who the author is; more words than this are a text of their own. */
const MAX_BIOGRAPHY_WORDS = 120;

/** @param bodyStart where the text starts, after a byte order mark or front matter. */
export function parsePlainText(content: string, bodyStart: number): ParsedContent {
	const { title, paragraphs } = readParagraphs(content, bodyStart);
	const head = readHead(content, paragraphs);
	const rest = paragraphs.slice(head.length);
	const dateline = head.credits.published === null ? lateDateline(content, rest) : null;
	const tail = readTail(
		content,
		rest.filter((paragraph) => paragraph !== dateline?.paragraph),
	);
	const body = [...(head.standfirst === null ? [] : [head.standfirst]), ...tail.body];
	const before = new Map(paragraphs.map((paragraph, index) => [paragraph, paragraphs[index - 1]]));
	const blocks = body.map(
		(paragraph, index): DraftBlock => ({
			...toBlock(content, paragraph),
			...(paragraph === head.standfirst && { kind: "standfirst" }),
			...(index > 0 && before.get(paragraph) !== body[index - 1] && { afterGap: true }),
		}),
	);
	return {
		blocks,
		metadata: {
			...NO_METADATA,
			title: title === null ? null : joinLines(content, title).text,
			authors: [...new Set([...head.credits.authors, ...tail.authors])],
			published: head.credits.published ?? dateline?.published ?? null,
			modified: head.credits.modified,
			description: head.standfirst === null ? null : textOf(content, head.standfirst),
		},
		canonical: null,
		noIndex: false,
		warnings: [],
	};
}

interface Head {
	readonly credits: Credits;
	readonly standfirst: Paragraph | null;
	/** How many paragraphs it takes up. */
	readonly length: number;
}

function readHead(content: string, paragraphs: readonly Paragraph[]): Head {
	let credits: Credits = { authors: [], published: null, modified: null };
	let standfirst: Paragraph | null = null;
	let length = 0;
	for (const paragraph of paragraphs.slice(0, MAX_HEAD_PARAGRAPHS)) {
		// The last paragraph is the body: an article that says nothing but its date is none.
		const next = paragraphs[length + 1];
		if (next === undefined || paragraph.kind === "list") break;
		const text = textOf(content, paragraph);
		const found = readCredits(text);
		if (found !== null) {
			credits = {
				authors: [...credits.authors, ...found.authors],
				published: credits.published ?? found.published,
				modified: credits.modified ?? found.modified,
			};
		} else if (standfirst === null && isStandfirst(content, paragraph, next)) {
			standfirst = paragraph;
		} else {
			break;
		}
		length++;
	}
	return { credits, standfirst, length };
}

/** The dateline below a notice of the editors: the only date that is a paragraph, or it is a label. */
function lateDateline(
	content: string,
	paragraphs: readonly Paragraph[],
): { paragraph: Paragraph; published: string } | null {
	const datelines = paragraphs.flatMap((paragraph, index) => {
		if (paragraph.kind !== "paragraph") return [];
		const published = readCredits(textOf(content, paragraph))?.published ?? null;
		return published === null ? [] : [{ paragraph, published, index }];
	});
	const [dateline] = datelines;
	if (dateline === undefined || datelines.length > 1) return null;
	const isInHead = dateline.index < MAX_HEAD_PARAGRAPHS && dateline.index < paragraphs.length - 1;
	return isInHead ? dateline : null;
}

/** Short, without final stop, and followed by a paragraph that has one. */
function isStandfirst(content: string, paragraph: Paragraph, next: Paragraph): boolean {
	if (paragraph.kind !== "paragraph") return false;
	const text = textOf(content, paragraph);
	if (endsSentence(text) || /[:;,–—-]$/u.test(text)) return false;
	if (countWords(text) > MAX_STANDFIRST_WORDS) return false;
	const following = textOf(content, next);
	return readCredits(following) !== null || endsSentence(following);
}

interface Tail {
	readonly body: readonly Paragraph[];
	readonly authors: readonly string[];
}

function readTail(content: string, paragraphs: readonly Paragraph[]): Tail {
	const earliest = Math.max(1, paragraphs.length - 1 - MAX_BIOGRAPHY_PARAGRAPHS);
	for (let index = paragraphs.length - 1; index >= earliest; index--) {
		const paragraph = paragraphs[index];
		const [line, ...others] = paragraph?.entries[0] ?? [];
		if (paragraph?.kind !== "paragraph" || line === undefined) continue;
		const authors = readByline(content.slice(line.start, line.end));
		if (authors === null) continue;
		const after = paragraphs.slice(index + 1);
		if (others.length > 0) after.unshift({ kind: "paragraph", entries: [others] });
		const words = after.reduce((sum, next) => sum + countWords(textOf(content, next)), 0);
		const isBiography = words <= MAX_BIOGRAPHY_WORDS;
		return { body: [...paragraphs.slice(0, index), ...(isBiography ? [] : after)], authors };
	}
	return { body: paragraphs, authors: [] };
}

function toBlock(content: string, paragraph: Paragraph): DraftBlock {
	const { kind, level } = paragraph;
	const block = { kind, content: paragraphText(content, paragraph) };
	return level === undefined ? block : { ...block, level };
}

function textOf(content: string, paragraph: Paragraph): string {
	return paragraphText(content, paragraph).text.replaceAll("\n", " ");
}

function countWords(text: string): number {
	// Scripts without spaces have no words to split at: count ten characters as one.
	return Math.max(text.split(/\s+/u).length, Math.floor(text.length / 10));
}
