/** Carries ranges of an article's canonical text back to the file it was read from. */

import type { TextRange } from "./text-range.ts";

/**
 * One run of canonical text and the run of the source file it stands for, both half-open, in UTF-16
 * code units. Where both have the same length, positions inside correspond one to one; otherwise
 * (an entity, an escaped character, a folded line break) the run is only ever mapped whole.
 */
export interface SourceSegment extends TextRange {
	readonly sourceStart: number;
	readonly sourceEnd: number;
}

/**
 * Segments in canonical order that do not overlap. Canonical positions between segments (the blank
 * line between two blocks, say) have no counterpart in the file. Source ranges mostly ascend too, but
 * need not: HTML puts text that stands between table rows before the table.
 */
export type SourceMap = readonly SourceSegment[];

/**
 * The smallest range of the file that holds every mapped character of `range`.
 *
 * @returns an empty range next to the nearest mapped character where `range` holds none.
 */
export function toSourceRange(map: SourceMap, range: TextRange): TextRange {
	const first = firstSegmentEndingAfter(map, range.start);
	let start = Number.POSITIVE_INFINITY;
	let end = Number.NEGATIVE_INFINITY;
	for (let index = first; index < map.length; index++) {
		const segment = map[index] as SourceSegment;
		if (segment.start >= range.end || range.end <= range.start) break;
		start = Math.min(start, sourceStartOf(segment, range.start));
		end = Math.max(end, sourceEndOf(segment, range.end));
	}
	if (start <= end) return { start, end };
	const nearest = nearestSourcePosition(map, first, range.start);
	return { start: nearest, end: nearest };
}

/** Whether positions inside the segment correspond one to one. */
export function isOneToOne(segment: SourceSegment): boolean {
	return segment.end - segment.start === segment.sourceEnd - segment.sourceStart;
}

/** The index of the first segment whose end lies after `position`, or the number of segments. */
export function firstSegmentEndingAfter(map: SourceMap, position: number): number {
	let low = 0;
	let high = map.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const segment = map[middle] as SourceSegment;
		if (segment.end > position) high = middle;
		else low = middle + 1;
	}
	return low;
}

function sourceStartOf(segment: SourceSegment, position: number): number {
	if (position <= segment.start || !isOneToOne(segment)) return segment.sourceStart;
	return segment.sourceStart + (position - segment.start);
}

function sourceEndOf(segment: SourceSegment, position: number): number {
	if (position >= segment.end || !isOneToOne(segment)) return segment.sourceEnd;
	return segment.sourceStart + (position - segment.start);
}

/** `next` is the first segment that ends after `position`. */
function nearestSourcePosition(map: SourceMap, next: number, position: number): number {
	const after = map[next];
	const before = map[next - 1];
	if (after === undefined) return before?.sourceEnd ?? 0;
	if (position >= after.start) return sourceStartOf(after, position);
	if (before === undefined || after.start - position < position - before.end) {
		return after.sourceStart;
	}
	return before.sourceEnd;
}
