/**
 * Shortens prose before it is parsed: of each run of words without any character that Markdown gives a
 * meaning to, only the first and the last word are kept, with a stand-in between. The parser takes about
 * a microsecond for each character, so this is most of the speed of reading Markdown; the tree comes out
 * the same, and positions are carried back. (Not for MDX, whose JavaScript has words with meaning.)
 */

export interface ShortenedText {
	readonly text: string;
	/** Position in the original text of a position in the shortened one. Ascending calls are cheapest. */
	readonly toOriginal: (position: number) => number;
}

/** A shorter stretch costs more to take out than to parse. */
const MIN_INTERIOR = 8;

/** Private-use characters from here on stand in for words: letters to Markdown, in no article. */
const FIRST_STAND_IN = 0xe100;
const STAND_INS = 0x1700;

export function shortenProse(text: string): ShortenedText {
	const parts: string[] = [];
	/** After each cut: its end in the shortened and in the original text. */
	const shortEnds: number[] = [];
	const originalEnds: number[] = [];
	const labels = new Map<string, string>();
	let kept = 0;
	let length = 0;
	let strict = false;
	let mayBeTag = false;
	let brackets = 0;
	let position = 0;
	while (position < text.length) {
		const code = text.charCodeAt(position);
		if (code === 0x0a && isBlankLine(text, position + 1)) {
			// Inline markup never goes beyond a blank line.
			strict = false;
			mayBeTag = false;
			brackets = 0;
		} else if (code === 0x5d) {
			strict = true;
		} else if (code === 0x3c) {
			// Words of a tag are names of attributes, which no stand-in can be.
			mayBeTag = true;
		}
		if (code === 0x5b) brackets++;
		if (mayBeTag || !isPlain(text, position, strict)) {
			position++;
			continue;
		}
		const end = runEnd(text, position, strict);
		const start = text.indexOf(" ", position) + 1;
		const last = text.lastIndexOf(" ", end - 1);
		if (start > 0 && last - start >= MIN_INTERIOR && last < end) {
			const standIn = brackets > 0 ? labelStandIn(labels, text.slice(start, last)) : "\ue100";
			parts.push(text.slice(kept, start), standIn);
			length += start - kept + standIn.length;
			kept = last;
			shortEnds.push(length);
			originalEnds.push(last);
		}
		position = end;
	}
	parts.push(text.slice(kept));
	return { text: parts.join(""), toOriginal: positionMap(shortEnds, originalEnds) };
}

/** Equal labels must stay equal, different ones different: references are resolved by them. */
function labelStandIn(labels: Map<string, string>, words: string): string {
	const key = words.toLowerCase().toUpperCase();
	const known = labels.get(key);
	if (known !== undefined) return known;
	let standIn = "";
	let rest = labels.size;
	do {
		standIn += String.fromCharCode(FIRST_STAND_IN + 1 + (rest % STAND_INS));
		rest = Math.floor(rest / STAND_INS);
	} while (rest > 0);
	labels.set(key, standIn);
	return standIn;
}

function positionMap(shortEnds: readonly number[], originalEnds: readonly number[]) {
	let cursor = 0;
	return (position: number): number => {
		if (cursor > 0 && (shortEnds[cursor - 1] ?? 0) > position)
			cursor = lowerBound(shortEnds, position);
		while (cursor < shortEnds.length && (shortEnds[cursor] ?? 0) <= position) cursor++;
		if (cursor === 0) return position;
		return (originalEnds[cursor - 1] ?? 0) + (position - (shortEnds[cursor - 1] ?? 0));
	};
}

/** The number of cuts that end at or before the position. */
function lowerBound(ends: readonly number[], position: number): number {
	let low = 0;
	let high = ends.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ends[middle] ?? 0) <= position) low = middle + 1;
		else high = middle;
	}
	return low;
}

function runEnd(text: string, start: number, strict: boolean): number {
	let position = start;
	while (position < text.length) {
		if (text.charCodeAt(position) === 0x20) {
			// One space between two words belongs to the run; more, or one at its end, do not.
			if (!isPlain(text, position + 1, strict)) return position;
		} else if (!isPlain(text, position, strict)) {
			return position;
		}
		position++;
	}
	return position;
}

function isBlankLine(text: string, start: number): boolean {
	for (let position = start; position < text.length; position++) {
		const code = text.charCodeAt(position);
		if (code === 0x0a) return true;
		if (code > 0x20) return false;
	}
	return true;
}

/** 1: never a mark; 2: a mark inside links only; 3: a mark unless inside a word. */
const CLASSES = new Uint8Array(128);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:?/%$@{}^!") {
	CLASSES[character.charCodeAt(0)] = 1;
}
for (const character of "\"'()") CLASSES[character.charCodeAt(0)] = 2;
CLASSES[0x2d] = 3;

function isPlain(text: string, position: number, strict: boolean): boolean {
	const code = text.charCodeAt(position);
	if (code >= 128) return true;
	const kind = CLASSES[code];
	if (kind === 1) return true;
	if (kind === 2) return !strict;
	if (kind !== 3 || position === 0) return false;
	const before = text.charCodeAt(position - 1);
	return before >= 128 || CLASSES[before] === 1;
}
