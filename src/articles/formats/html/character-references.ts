/**
 * Aligns the text that parse5 decoded with the source it decoded it from: character references, line
 * ends that were CR LF, NULs. parse5 itself says what each reference stands for, so both always agree.
 */

import { parseFragment } from "parse5";

/** A run of decoded text; `text` is null where it equals `source.slice(start, end)`. */
export interface TextRun {
	readonly text: string | null;
	readonly start: number;
	readonly end: number;
}

/**
 * The runs of one piece of text. A piece that cannot be aligned is one run, mapped as a whole.
 *
 * @param text what the source range was decoded to.
 */
export function alignText(source: string, start: number, end: number, text: string): TextRun[] {
	if (end - start === text.length && source.startsWith(text, start)) {
		return [{ text: null, start, end }];
	}
	// After `<pre>` the parser drops one line end, which the range still holds.
	const afterLineEnd = start + (source.startsWith("\r\n", start) ? 2 : 1);
	return (
		alignFrom(source, start, end, text) ??
		alignFrom(source, afterLineEnd, end, text) ?? [{ text, start, end }]
	);
}

/**
 * How many code units of the source, from `start` on, were decoded to the text, or null where the text
 * does not stand there.
 */
export function decodedLength(source: string, start: number, text: string): number | null {
	if (!text.includes("&") && source.startsWith(text, start)) return text.length;
	const runs = alignFrom(source, start, null, text);
	return runs === null ? null : (runs.at(-1)?.end ?? start) - start;
}

/** @param end where the text ends in the source, null where it may end anywhere. */
function alignFrom(
	source: string,
	from: number,
	end: number | null,
	text: string,
): TextRun[] | null {
	const limit = end ?? source.length;
	const runs: TextRun[] = [];
	let position = from;
	let runStart = from;
	let decoded = 0;
	const replace = (replacement: string, length: number): void => {
		if (position > runStart) runs.push({ text: null, start: runStart, end: position });
		if (replacement !== "")
			runs.push({ text: replacement, start: position, end: position + length });
		position += length;
		runStart = position;
		decoded += replacement.length;
	};
	while (position < limit && (end !== null || decoded < text.length)) {
		const code = source.charCodeAt(position);
		const reference = code === 0x26 ? readReference(source, position, limit) : null;
		if (reference !== null && text.startsWith(reference.text, decoded)) {
			replace(reference.text, reference.length);
		} else if (code === 0x0d) {
			replace("\n", source.charCodeAt(position + 1) === 0x0a ? 2 : 1);
		} else if (code === 0 && text.charCodeAt(decoded) !== 0) {
			replace(text.charAt(decoded) === "\ufffd" ? "\ufffd" : "", 1);
		} else if (code === text.charCodeAt(decoded)) {
			position++;
			decoded++;
		} else {
			return null;
		}
	}
	if (position > runStart) runs.push({ text: null, start: runStart, end: position });
	return decoded === text.length && (end === null || position === end) ? runs : null;
}

interface Reference {
	/** What it stands for. */
	readonly text: string;
	/** How many code units of the source it takes up. */
	readonly length: number;
}

/** The longest name of the HTML standard has 31 letters and a semicolon. */
const NAMED_REFERENCE = /&[a-z][a-z0-9]{0,31};?/iy;
const NUMERIC_REFERENCE = /&#(?:x[0-9a-f]+|[0-9]+);?/iy;

/** References repeat; the bound keeps hostile files from filling the memory. */
const MAX_REMEMBERED = 5000;
const remembered = new Map<string, Reference | null>();

/** The reference at a position, or null where the `&` stands for itself. */
function readReference(source: string, position: number, end: number): Reference | null {
	const written =
		matchAt(NUMERIC_REFERENCE, source, position) ?? matchAt(NAMED_REFERENCE, source, position);
	if (written === null || position + 1 >= end) return null;
	const candidate = written.slice(0, end - position);
	const known = remembered.get(candidate);
	if (known !== undefined) return known;
	const reference = decodeReference(candidate);
	if (remembered.size >= MAX_REMEMBERED) remembered.clear();
	remembered.set(candidate, reference);
	return reference;
}

function matchAt(pattern: RegExp, source: string, position: number): string | null {
	pattern.lastIndex = position;
	return pattern.exec(source)?.[0] ?? null;
}

/** A name may be followed by letters that do not belong to it (`&notit;`): the shortest that explains the whole. */
function decodeReference(candidate: string): Reference | null {
	const decoded = decodeWithParser(candidate);
	if (decoded === candidate) return null;
	if (candidate.startsWith("&#")) return { text: decoded, length: candidate.length };
	for (let length = 2; length <= candidate.length; length++) {
		const written = candidate.slice(0, length);
		const text = decodeWithParser(written);
		if (text !== written && text + candidate.slice(length) === decoded) return { text, length };
	}
	return null;
}

function decodeWithParser(written: string): string {
	// The letter keeps white space at the start from being left out.
	const node = parseFragment(`x${written}`).childNodes[0];
	return node !== undefined && "value" in node ? node.value.slice(1) : written;
}

/** What the reference from `start` to `end` stands for, or null where it is none. */
export function readReferenceAt(source: string, start: number, end: number): string | null {
	const reference = readReference(source, start, end);
	return reference !== null && reference.length === end - start ? reference.text : null;
}

/** The text with every character reference replaced by what it stands for. */
export function decodeReferences(text: string): string {
	if (!text.includes("&")) return text;
	return text.replace(
		/&#?[a-z0-9]{1,32};/gi,
		(written) => readReferenceAt(written, 0, written.length) ?? written,
	);
}
