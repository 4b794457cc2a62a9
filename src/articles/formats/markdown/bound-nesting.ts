/**
 * Bounds what the Markdown parser takes more than linear time for: beyond the bounds, marks are read as
 * ordinary characters. No article comes near them; a hostile file would otherwise stop a build.
 */

import { LITERAL } from "./inert-markup.ts";
import { joinLazyLines } from "./lazy-lines.ts";

/** Quotes and lists in one another on one line. People stop at five. */
const MAX_CONTAINERS = 30;
/** Marks of one kind between two blank lines; the longest link lists looked at have 600 brackets. */
const MAX_MARKS = 3000;
/** Comments and the like between two blank lines that nothing closes: each is looked for to the end. */
const MAX_UNCLOSED = 3;
/** Heading underlines in a text: the parser goes through all headings before each. */
const MAX_UNDERLINES = 1000;

/**
 * Lines above each end of a quote or list, summed up: the parser copies them all. A log of changes with
 * 2,000 lists in 10,000 lines stays below; the work takes a second or two.
 */
const MAX_LINES_COPIED = 10_000_000;

const BOUNDED_MARKS = "*_~[]";

/** What ends each kind of HTML that is no element; nothing counts as the end of a declaration. */
const CLOSES: ReadonlyMap<string, string> = new Map([
	["-->", "<!--"],
	["?>", "<?"],
	["]]>", "<!["],
]);
const HTML_MARKS = /<!--|<\?|<!\[|<![a-z]|-->|\?>|\]\]>/gi;

/** A text as long as `text`. */
export function boundNesting(text: string): string {
	const literal: number[] = [];
	const counts = new Map<string, number>();
	const unclosed = new Map<string, number>();
	let underlines = 0;
	let lines = 0;
	let linesCopied = 0;
	let isInContainer = false;
	let isAfterBlank = true;
	let indentation = 0;
	for (let start = 0; start < text.length; ) {
		const newline = text.indexOf("\n", start);
		const end = newline < 0 ? text.length : newline;
		const first = firstVisible(text, start, end);
		if (first === end) {
			counts.clear();
			unclosed.clear();
			isAfterBlank = true;
		} else {
			const container = containerMark(text, first, end);
			const endsContainer = text.charAt(first) === ">" || (container < 0 && first === start);
			if (isAfterBlank && isInContainer && endsContainer) {
				linesCopied += lines;
				isInContainer = false;
			}
			// The end of a list in a list is copied twice.
			if (container >= 0 && first - start < indentation) linesCopied += 2 * lines;
			indentation = first - start;
			if (container >= 0 && linesCopied > MAX_LINES_COPIED) literal.push(container);
			else if (container >= 0) isInContainer = true;
			isAfterBlank = false;
			boundContainers(text, first, end, literal);
			boundMarks(text, first, end, counts, literal);
			boundUnclosed(text, first, end, unclosed, literal);
			if (isUnderline(text, first, end) && ++underlines > MAX_UNDERLINES) literal.push(first);
		}
		lines++;
		start = end + 1;
	}
	return joinLazyLines(literal.length === 0 ? text : replaceAt(text, literal));
}

function firstVisible(text: string, start: number, end: number): number {
	let position = start;
	while (position < end && text.charCodeAt(position) <= 0x20) position++;
	return position;
}

/** Where the mark stands that opens a quote or a list item at the start of a line, or -1. */
function containerMark(text: string, first: number, end: number): number {
	const mark = /^(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/.exec(
		text.slice(first, Math.min(end, first + 12)),
	)?.[0];
	return mark === undefined ? -1 : first + mark.length - 1;
}

function boundContainers(text: string, start: number, end: number, literal: number[]): void {
	let containers = 0;
	for (let position = start; position < end; position++) {
		const character = text.charAt(position);
		if (">-*+.)".includes(character)) {
			if (++containers > MAX_CONTAINERS) literal.push(position);
		} else if (!" \t0123456789".includes(character)) {
			return;
		}
	}
}

function boundMarks(
	text: string,
	start: number,
	end: number,
	counts: Map<string, number>,
	literal: number[],
): void {
	for (const mark of BOUNDED_MARKS) {
		let count = counts.get(mark) ?? 0;
		for (let at = text.indexOf(mark, start); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) {
			if (++count > MAX_MARKS) literal.push(at);
		}
		counts.set(mark, count);
	}
}

function boundUnclosed(
	text: string,
	start: number,
	end: number,
	unclosed: Map<string, number>,
	literal: number[],
): void {
	const at = text.indexOf("<", start);
	if ((at < 0 || at >= end) && unclosed.size === 0) return;
	for (const { 0: mark, index } of text.slice(start, end).matchAll(HTML_MARKS)) {
		const closed = CLOSES.get(mark);
		if (closed !== undefined) {
			unclosed.delete(closed);
			continue;
		}
		const kind = /[a-z]$/i.test(mark) ? "<!" : mark;
		const count = (unclosed.get(kind) ?? 0) + 1;
		unclosed.set(kind, count);
		if (count > MAX_UNCLOSED) literal.push(start + index);
	}
}

/** A line of `-` or `=` alone. */
function isUnderline(text: string, first: number, end: number): boolean {
	const mark = text.charCodeAt(first);
	if (mark !== 0x2d && mark !== 0x3d) return false;
	for (let position = first; position < end; position++) {
		const code = text.charCodeAt(position);
		if (code !== mark && code > 0x20) return false;
	}
	return true;
}

function replaceAt(text: string, positions: readonly number[]): string {
	const parts: string[] = [];
	let last = 0;
	for (const position of [...new Set(positions)].sort((a, b) => a - b)) {
		parts.push(text.slice(last, position), LITERAL);
		last = position + 1;
	}
	parts.push(text.slice(last));
	return parts.join("");
}
