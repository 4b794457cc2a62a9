/**
 * Joins lazy lines, which go on with the paragraph of a quote or list without its marks, to the line
 * before them. That is how they read; the parser goes back to the paragraph's start for each of them.
 */

import { LEFT_OUT } from "./inert-markup.ts";

/** Between two blank lines; up to here the parser is fast enough, and the lines stay as they are. */
const MAX_LAZY_LINES = 500;

/** The marks at the start of a line stand in its first characters, or the line is no article's. */
const MAX_HEAD_LENGTH = 1000;

/** Marks of quotes and lists at the start of a line. */
const CONTAINERS = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const QUOTES = /^(?: {0,3}> ?)*/;
/** Such a line goes on with no paragraph: it is an item of a list, a heading, or a fence of code. */
const STARTS_BLOCK =
	/^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3})/;
/** Nor does the line below a heading or a fence. */
const ENDS_WITH_LINE = /^[ \t>]*(?:#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3})/;

/** A text as long as `text`, with at most 500 lines between two blank lines that may be lazy. */
export function joinLazyLines(text: string): string {
	const parts: string[] = [];
	let kept = 0;
	let lazy = 0;
	let depth = 0;
	let quotes = 0;
	let canJoin = false;
	for (let start = 0; start < text.length; ) {
		const newline = text.indexOf("\n", start);
		const end = newline < 0 ? text.length : newline;
		const line = text.slice(start, Math.min(end, start + MAX_HEAD_LENGTH)).replace(/\r$/, "");
		const containers = CONTAINERS.exec(line)?.[0] ?? "";
		const marks = containers.length;
		const quoteMarks = containers.replace(/[^>]/g, "").length;
		if (line.replace(QUOTES, "").trim() === "") {
			lazy = 0;
			depth = 0;
			quotes = 0;
		}
		const startsBlock = quoteMarks > quotes || STARTS_BLOCK.test(line);
		if (startsBlock) {
			depth = 0;
			quotes = quoteMarks;
		}
		if (marks < depth && ++lazy > MAX_LAZY_LINES && canJoin) {
			const hidden = QUOTES.exec(line)?.[0].length ?? 0;
			parts.push(text.slice(kept, start - 1), " ", LEFT_OUT.repeat(hidden));
			kept = start + hidden;
		}
		depth = Math.max(depth, marks);
		canJoin = !ENDS_WITH_LINE.test(line);
		start = end + 1;
	}
	if (kept === 0) return text;
	parts.push(text.slice(kept));
	return parts.join("");
}
