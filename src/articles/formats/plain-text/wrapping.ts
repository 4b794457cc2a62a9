/**
 * Tells hard-wrapped paragraphs (lines broken at 60 to 100 columns) from files with one line for each
 * paragraph.
 */

import type { Line, LineGroup } from "./lines.ts";

/** Editors wrap at 60 to 100 columns; the margin takes in mail quoted once and wide terminals. */
const MAX_WRAP_COLUMNS = 120;
/** Narrower columns are verse, addresses or lists. */
const MIN_WRAP_COLUMNS = 40;
/** `fmt` fills lines to 93 % of its width at least; a fifth below the widest line is no full line. */
const FULL_LINE_SHARE = 0.8;

/** The widest line that a space breaks, in UTF-16 code units; 0 where there is none. */
export function wrapColumns(content: string, groups: readonly LineGroup[]): number {
	let widest = 0;
	for (const group of groups) {
		for (const line of group) {
			const width = line.end - line.start;
			if (width > widest && (breaksAtSpace(content, line) || isUnspaced(content, line.end - 1))) {
				widest = width;
			}
		}
	}
	return widest;
}

/** Whether `next` goes on with the paragraph that `line` belongs to. */
export function continuesParagraph(
	content: string,
	line: Line,
	next: Line,
	columns: number,
): boolean {
	const ends = endsSentence(content.slice(line.start, line.end));
	if (!ends && /^\p{Ll}/u.test(content.slice(next.start, next.start + 2))) return true;
	if (columns > MAX_WRAP_COLUMNS || columns < MIN_WRAP_COLUMNS) return false;
	const filled = line.end - line.start + 1 + firstWordLength(content, next);
	return filled > columns * (ends ? FULL_LINE_SHARE : FULL_LINE_SHARE * FULL_LINE_SHARE);
}

/** What stands between two joined lines: nothing in scripts without spaces and after a hyphen. */
export function joint(content: string, line: Line, next: Line): "" | " " {
	const last = content.charCodeAt(line.end - 1);
	if (isUnspaced(content, line.end - 1) && isUnspaced(content, next.start)) return "";
	const isHyphen = last === 0x2d && /^\p{L}-$/u.test(content.slice(line.end - 2, line.end));
	return isHyphen ? "" : " ";
}

/** Whether the text ends with a mark that ends a sentence, closing quotes and brackets aside. */
export function endsSentence(text: string): boolean {
	return /[.!?…。！？｡؟।]["'”’»›)\]」』]{0,4}$/u.test(text);
}

function breaksAtSpace(content: string, line: Line): boolean {
	const space = content.indexOf(" ", line.start);
	return space >= 0 && space < line.end;
}

function firstWordLength(content: string, line: Line): number {
	if (isUnspaced(content, line.start)) return 1;
	let end = line.start;
	while (end < line.end && content.charAt(end).trim() !== "") end++;
	return end - line.start;
}

/** Chinese, Japanese and Thai write no spaces between words. */
function isUnspaced(content: string, position: number): boolean {
	return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\u3000-\u303f\uff00-\uffef]/u.test(
		content.charAt(position),
	);
}
