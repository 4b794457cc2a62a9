/**
 * Bounds what the Markdown parser takes more than linear time for: beyond the bounds, marks are read as
 * ordinary characters. No article comes near them; a hostile file would otherwise stop a build.
 */

import { LITERAL } from "./inert-markup.ts";

/** Quotes and lists in one another on one line. People stop at five. */
const MAX_CONTAINERS = 100;
/** Marks of one kind between two blank lines; the longest link lists looked at have 600 brackets. */
const MAX_MARKS = 3000;
/** Heading underlines in a text: the parser goes through all headings before each. */
const MAX_UNDERLINES = 1000;

const BOUNDED_MARKS = "*_~[]";

/** A text as long as `text`. */
export function boundNesting(text: string): string {
	const literal: number[] = [];
	const counts = new Map<string, number>();
	let underlines = 0;
	for (let start = 0; start < text.length; ) {
		const newline = text.indexOf("\n", start);
		const end = newline < 0 ? text.length : newline;
		const first = firstVisible(text, start, end);
		if (first === end) {
			counts.clear();
		} else {
			boundContainers(text, first, end, literal);
			boundMarks(text, first, end, counts, literal);
			if (isUnderline(text, first, end) && ++underlines > MAX_UNDERLINES) literal.push(first);
		}
		start = end + 1;
	}
	return literal.length === 0 ? text : replaceAt(text, literal);
}

function firstVisible(text: string, start: number, end: number): number {
	let position = start;
	while (position < end && text.charCodeAt(position) <= 0x20) position++;
	return position;
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
