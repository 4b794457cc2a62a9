/** Lines of plain text and the groups that blank lines part them into. */

import type { TextRange } from "../../../domain/text-range.ts";

/** A line without its white ends: a range of the content. Never empty. */
export type Line = TextRange;

/** Lines between two blank lines. Never empty. */
export type LineGroup = readonly Line[];

/** Lines end with LF, CR LF or CR; a byte order mark counts as white space. */
export function readLineGroups(content: string, from: number): LineGroup[] {
	const groups: LineGroup[] = [];
	let group: Line[] = [];
	let start = from;
	while (start <= content.length) {
		const end = lineEnd(content, start);
		const line = trimLine(content, start, end);
		if (line !== null) {
			group.push(line);
		} else if (group.length > 0) {
			groups.push(group);
			group = [];
		}
		const isCrLf = content.charCodeAt(end) === 0x0d && content.charCodeAt(end + 1) === 0x0a;
		start = end + (isCrLf ? 2 : 1);
	}
	if (group.length > 0) groups.push(group);
	return groups;
}

function lineEnd(content: string, from: number): number {
	let position = from;
	while (position < content.length) {
		const code = content.charCodeAt(position);
		if (code === 0x0a || code === 0x0d) break;
		position++;
	}
	return position;
}

function trimLine(content: string, start: number, end: number): Line | null {
	let first = start;
	let last = end;
	while (first < last && content.charAt(first).trim() === "") first++;
	while (last > first && content.charAt(last - 1).trim() === "") last--;
	return first < last ? { start: first, end: last } : null;
}
