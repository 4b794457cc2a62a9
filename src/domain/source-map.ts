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
 * line between two blocks, say) have no counterpart in the file.
 */
export type SourceMap = readonly SourceSegment[];

/**
 * The smallest range of the file that holds every mapped character of `range`.
 *
 * @returns an empty range next to the nearest mapped character where `range` holds none.
 */
export function toSourceRange(map: SourceMap, range: TextRange): TextRange {
	const first = map[firstSegmentEndingAfter(map, range.start)];
	if (first === undefined) {
		const end = map.at(-1)?.sourceEnd ?? 0;
		return { start: end, end };
	}
	const start = sourceStartOf(first, range.start);
	const last = map[firstSegmentEndingAfter(map, range.end - 1)];
	if (range.end <= first.start) return { start, end: start };
	const lastMapped =
		last !== undefined && last.start < range.end ? last : lastSegmentBefore(map, range.end);
	return { start, end: Math.max(start, sourceEndOf(lastMapped ?? first, range.end)) };
}

function sourceStartOf(segment: SourceSegment, position: number): number {
	if (position <= segment.start || !isOneToOne(segment)) return segment.sourceStart;
	return segment.sourceStart + (position - segment.start);
}

function sourceEndOf(segment: SourceSegment, position: number): number {
	if (position >= segment.end || !isOneToOne(segment)) return segment.sourceEnd;
	return segment.sourceStart + (position - segment.start);
}

/** Whether positions inside the segment correspond one to one. */
export function isOneToOne(segment: SourceSegment): boolean {
	return segment.end - segment.start === segment.sourceEnd - segment.sourceStart;
}

/** The index of the first segment whose end lies after `position`, or the number of segments. */
function firstSegmentEndingAfter(map: SourceMap, position: number): number {
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

function lastSegmentBefore(map: SourceMap, position: number): SourceSegment | undefined {
	return map[firstSegmentEndingAfter(map, position - 1) - 1];
}
