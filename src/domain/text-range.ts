/** A half-open range of a text: positions in UTF-16 code units (JavaScript string indices). */

/** `start` is the first position of the range, `end` the first position after it. */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

/** Whether `inner` lies wholly inside `outer`. */
export function containsRange(outer: TextRange, inner: TextRange): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** The range without the white space at both its ends; an all-white range becomes empty at its start. */
export function trimRange(text: string, range: TextRange): TextRange {
	let { start, end } = range;
	while (start < end && isWhiteSpace(text, start)) start++;
	while (end > start && isWhiteSpace(text, end - 1)) end--;
	return { start, end };
}

function isWhiteSpace(text: string, position: number): boolean {
	return /\s/u.test(text.charAt(position));
}
