/** Paragraphs, list items and headings of plain text, as lists of lines. */

import { FlowingText } from "../../mapping/flowing-text.ts";
import { joinMapped, type MappedText } from "../../mapping/mapped-text.ts";
import { type Line, type LineGroup, readLineGroups } from "./lines.ts";
import { continuesParagraph, endsSentence, joint, wrapColumns } from "./wrapping.ts";

export interface Paragraph {
	readonly kind: "paragraph" | "list" | "heading";
	/** Lines of each item of a list; one entry otherwise. */
	readonly entries: readonly (readonly Line[])[];
	readonly level?: number;
}

/** A heading in capitals is a label; longer ones are sentences shouted. */
const MAX_CAPITAL_HEADING_LENGTH = 80;
const MIN_CAPITAL_HEADING_LETTERS = 4;
const CAPITAL_HEADING_LEVEL = 2;

/** The first line and all that follows, parted into paragraphs; `title` is null for an empty file. */
export function readParagraphs(
	content: string,
	from: number,
): { title: readonly Line[] | null; paragraphs: Paragraph[] } {
	const groups = readLineGroups(content, from);
	const [first, ...others] = groups;
	if (first === undefined) return { title: null, paragraphs: [] };
	const columns = wrapColumns(content, groups);
	const title = titleLines(content, first, others.length > 0, columns);
	const rest = first.slice(title.length);
	const body = rest.length > 0 && !isRule(content, rest[0]) ? rest : rest.slice(1);
	const paragraphs = [body, ...others].flatMap((group) => readGroup(content, group, columns));
	return { title, paragraphs: capitalHeadings(content, mergeLists(paragraphs)) };
}

/** The paragraph's text, each list item on a line of its own. */
export function paragraphText(content: string, paragraph: Paragraph): MappedText {
	return joinMapped(
		paragraph.entries.map((lines) => joinLines(content, lines)),
		"\n",
	);
}

/** Lines as one running text. */
export function joinLines(content: string, lines: readonly Line[]): MappedText {
	const flowing = new FlowingText(content);
	lines.forEach((line, index) => {
		const previous = lines[index - 1];
		if (previous !== undefined && joint(content, previous, line) === " ") {
			flowing.space(previous.end, line.start);
		}
		flowing.verbatim(line.start, line.end);
	});
	return flowing.take();
}

/** A headline is one line, unless it is wrapped: nothing else stands in its group. */
function titleLines(
	content: string,
	group: LineGroup,
	hasBody: boolean,
	columns: number,
): readonly Line[] {
	const [first, second] = group;
	const last = group.at(-1);
	if (first === undefined || second === undefined || last === undefined || !hasBody) {
		return group.slice(0, 1);
	}
	const isWrapped =
		group.length <= 3 &&
		!endsSentence(content.slice(last.start, last.end)) &&
		group.every((line, index) => {
			const next = group[index + 1];
			return next === undefined || isWrappedTitle(content, line, next, columns);
		});
	return isWrapped ? group : group.slice(0, 1);
}

function isWrappedTitle(content: string, line: Line, next: Line, columns: number): boolean {
	return (
		line.end - line.start >= 40 &&
		/^\p{Ll}/u.test(content.slice(next.start, next.start + 2)) &&
		continuesParagraph(content, line, next, columns)
	);
}

function readGroup(content: string, group: LineGroup, columns: number): Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let lines: Line[] = [];
	let items: Line[][] = [];
	const flush = (): void => {
		if (items.length > 0) paragraphs.push({ kind: "list", entries: items });
		if (lines.length > 0) paragraphs.push({ kind: "paragraph", entries: [lines] });
		items = [];
		lines = [];
	};
	for (const line of group) {
		const item = items.at(-1);
		const previous = item?.at(-1) ?? lines.at(-1);
		if (isRule(content, line)) {
			const heading = lines.length === 1 && item === undefined ? lines : null;
			if (heading !== null) {
				lines = [];
				flush();
				const level = content.charAt(line.start) === "=" ? 2 : 3;
				paragraphs.push({ kind: "heading", entries: [heading], level });
			}
		} else if (isListItem(content, line)) {
			if (lines.length > 0) flush();
			items.push([line]);
		} else if (previous !== undefined && continuesParagraph(content, previous, line, columns)) {
			(item ?? lines).push(line);
		} else {
			flush();
			lines = [line];
		}
	}
	flush();
	return paragraphs;
}

/** Items parted by blank lines are one list; one item alone is a paragraph that starts with a mark. */
function mergeLists(paragraphs: readonly Paragraph[]): Paragraph[] {
	const merged: Paragraph[] = [];
	let items: (readonly Line[])[] = [];
	const flush = (): void => {
		if (items.length > 0) {
			merged.push({ kind: items.length > 1 ? "list" : "paragraph", entries: items });
		}
		items = [];
	};
	for (const paragraph of paragraphs) {
		if (paragraph.kind === "list") {
			for (const entry of paragraph.entries) items.push(entry);
		} else {
			flush();
			merged.push(paragraph);
		}
	}
	flush();
	return merged;
}

/** A short line all in capitals above a paragraph is its heading. */
function capitalHeadings(content: string, paragraphs: readonly Paragraph[]): Paragraph[] {
	return paragraphs.map((paragraph, index) => {
		const next = paragraphs[index + 1];
		const [lines] = paragraph.entries;
		const [line] = lines ?? [];
		if (paragraph.kind !== "paragraph" || lines?.length !== 1 || line === undefined)
			return paragraph;
		if (next === undefined || !isCapitalHeading(content.slice(line.start, line.end)))
			return paragraph;
		const [nextLine] = next.entries[0] ?? [];
		const nextText = nextLine === undefined ? "" : content.slice(nextLine.start, nextLine.end);
		if (isCapitalHeading(nextText)) return paragraph;
		return { kind: "heading", entries: [lines], level: CAPITAL_HEADING_LEVEL };
	});
}

function isCapitalHeading(text: string): boolean {
	if (text.length > MAX_CAPITAL_HEADING_LENGTH || /[.,;:!?…]$|^["'“‘(]/u.test(text)) return false;
	const letters = text.match(/\p{L}/gu) ?? [];
	// Scripts without case are neither capitals nor small letters.
	return (
		letters.length >= MIN_CAPITAL_HEADING_LETTERS &&
		letters.every((letter) => /\p{Lu}/u.test(letter))
	);
}

/** A line of one repeated mark, three or more: it draws a line and says nothing. */
function isRule(content: string, line: Line | undefined): boolean {
	if (line === undefined || line.end - line.start < 3) return false;
	const mark = content.charAt(line.start);
	if (!"=-~*_#—–".includes(mark)) return false;
	for (let position = line.start; position < line.end; position++) {
		const character = content.charAt(position);
		if (character !== mark && character !== " ") return false;
	}
	return true;
}

/** `- item`, `* item`, `• item`, `1. item`, `2) item`. */
function isListItem(content: string, line: Line): boolean {
	return /^(?:[-*•‣▪]|\d{1,3}[.)])\s+\S/u.test(
		content.slice(line.start, Math.min(line.end, line.start + 12)),
	);
}
