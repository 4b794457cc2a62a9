/** Text that knows, for each run of it, which run of the source it came from. */

import {
	firstSegmentEndingAfter,
	isOneToOne,
	type SourceMap,
	type SourceSegment,
	toSourceRange,
} from "../../domain/source-map.ts";

/** `map` carries ranges of `text` to ranges of the source it was built from. */
export interface MappedText {
	readonly text: string;
	readonly map: SourceMap;
}

type OpenSegment = { -readonly [Key in keyof SourceSegment]: SourceSegment[Key] };

/** Builds a `MappedText` run by run; neighbouring one-to-one runs become one segment. */
export class MappedTextBuilder {
	readonly #parts: string[] = [];
	readonly #segments: OpenSegment[] = [];
	#length = 0;

	/** Number of UTF-16 code units appended so far. */
	get length(): number {
		return this.#length;
	}

	/** Appends `source.slice(start, end)`, each code unit standing for itself. */
	verbatim(source: string, start: number, end: number): void {
		if (end > start) this.#push(source.slice(start, end), start, end);
	}

	/** Appends text that stands for the source range as a whole; an empty text leaves no trace. */
	replaced(text: string, sourceStart: number, sourceEnd: number): void {
		if (text.length > 0) this.#push(text, sourceStart, sourceEnd);
	}

	/** Appends text without counterpart in the source: a separator. */
	unmapped(text: string): void {
		this.#parts.push(text);
		this.#length += text.length;
	}

	/** Appends a part of another mapped text over the same source. */
	append(mapped: MappedText, from = 0, to = mapped.text.length): void {
		const offset = this.#length - from;
		this.#parts.push(mapped.text.slice(from, to));
		this.#length += Math.max(0, to - from);
		const { map } = mapped;
		for (let index = firstSegmentEndingAfter(map, from); index < map.length; index++) {
			const segment = map[index] as SourceSegment;
			if (segment.start >= to) break;
			const start = Math.max(segment.start, from);
			const end = Math.min(segment.end, to);
			const source = toSourceRange([segment], { start, end });
			this.#addSegment(start + offset, end + offset, source.start, source.end);
		}
	}

	build(): MappedText {
		return { text: this.#parts.join(""), map: this.#segments };
	}

	#push(text: string, sourceStart: number, sourceEnd: number): void {
		const start = this.#length;
		this.#parts.push(text);
		this.#length += text.length;
		this.#addSegment(start, this.#length, sourceStart, sourceEnd);
	}

	#addSegment(start: number, end: number, sourceStart: number, sourceEnd: number): void {
		const segment = { start, end, sourceStart, sourceEnd };
		const last = this.#segments.at(-1);
		if (
			last !== undefined &&
			last.end === start &&
			last.sourceEnd === sourceStart &&
			isOneToOne(last) &&
			isOneToOne(segment)
		) {
			last.end = end;
			last.sourceEnd = sourceEnd;
			return;
		}
		this.#segments.push(segment);
	}
}

/** The whole of a source, each code unit standing for itself. */
export function mapVerbatim(source: string, start = 0, end = source.length): MappedText {
	const builder = new MappedTextBuilder();
	builder.verbatim(source, start, end);
	return builder.build();
}

/** The part of a mapped text from `start` up to `end`. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
	if (start <= 0 && end >= mapped.text.length) return mapped;
	const builder = new MappedTextBuilder();
	builder.append(mapped, start, end);
	return builder.build();
}

/** The mapped text without white space (as `String.trim` knows it) at either end. */
export function trimMapped(mapped: MappedText): MappedText {
	const start = mapped.text.length - mapped.text.trimStart().length;
	return sliceMapped(mapped, start, Math.max(start, mapped.text.trimEnd().length));
}

/** All parts in order with the separator between them; empty parts are left out. */
export function joinMapped(parts: Iterable<MappedText>, separator: string): MappedText {
	const builder = new MappedTextBuilder();
	for (const part of parts) {
		if (part.text === "") continue;
		if (builder.length > 0) builder.unmapped(separator);
		builder.append(part);
	}
	return builder.build();
}

/**
 * Carries a text through a second map: `inner` was read from `outer.text`, `outer` from the file; the
 * result maps `inner.text` to the file.
 */
export function mapThrough(inner: MappedText, outer: MappedText): MappedText {
	const builder = new MappedTextBuilder();
	let position = 0;
	for (const segment of inner.map) {
		if (segment.start > position) builder.unmapped(inner.text.slice(position, segment.start));
		position = segment.end;
		const text = inner.text.slice(segment.start, segment.end);
		const range = { start: segment.sourceStart, end: segment.sourceEnd };
		if (isOneToOne(segment)) {
			appendOneToOne(builder, text, range.start, outer.map);
		} else {
			const source = toSourceRange(outer.map, range);
			builder.replaced(text, source.start, source.end);
		}
	}
	builder.unmapped(inner.text.slice(position));
	return builder.build();
}

/** Appends `text`, which stands at `outerStart` of a text with the map `outer`, run by run. */
function appendOneToOne(
	builder: MappedTextBuilder,
	text: string,
	outerStart: number,
	outer: SourceMap,
): void {
	const outerEnd = outerStart + text.length;
	let position = outerStart;
	for (let index = firstSegmentEndingAfter(outer, outerStart); index < outer.length; index++) {
		const segment = outer[index] as SourceSegment;
		if (segment.start >= outerEnd) break;
		const start = Math.max(segment.start, outerStart);
		const end = Math.min(segment.end, outerEnd);
		if (start > position) {
			builder.unmapped(text.slice(position - outerStart, start - outerStart));
		}
		const source = toSourceRange([segment], { start, end });
		builder.replaced(text.slice(start - outerStart, end - outerStart), source.start, source.end);
		position = end;
	}
	if (position < outerEnd) builder.unmapped(text.slice(position - outerStart));
}
