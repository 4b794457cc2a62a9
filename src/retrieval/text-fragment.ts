/**
 * URL text fragments (WICG Scroll To Text Fragment) for ranges of an article, proven at build time to
 * select exactly that range in the article's text.
 */

import type { TextRange } from "../domain/text-range.ts";

/**
 * Phrases of this many words are tried in turn: four words are unique in most articles, and links
 * stay short; sixteen is where longer phrases stopped making more ranges unique on news posts.
 */
const PHRASE_WORDS = [4, 6, 8, 12, 16] as const;

/** A range up to this long, on one line, is quoted whole: it is as short as two phrases would be. */
const MAX_WHOLE_QUOTE = 80;

/** Proving a phrase unique reads the whole text, so a book in one file (over 1 MB) gets plain links. */
const MAX_TEXT_LENGTH = 1_000_000;

/** Characters of context tried as `prefix-` where no phrase at the range's start is unique. */
const PREFIX_WORDS = 4;

/** Ends a block of the page, which no browser matches across: a paragraph, a line, or the cell of a table. */
const BREAK = /[\n\t]/;

/** Computes the fragments of one article's ranges; the article's text is folded once. */
export class TextFragmenter {
	readonly #text: string;
	readonly #folded: string;

	constructor(text: string) {
		this.#text = text;
		this.#folded = text.length > MAX_TEXT_LENGTH ? "" : fold(text);
	}

	/**
	 * The text directive (`text=…`) that selects `range`, or `""` where no directive does so
	 * unambiguously. Matching is case- and accent-insensitive and never crosses a line, as browsers
	 * match.
	 */
	directive(range: TextRange): string {
		if (this.#folded === "" || range.end <= range.start) return "";
		return this.#wholeQuote(range) ?? this.#phrasePair(range) ?? "";
	}

	#wholeQuote(range: TextRange): string | null {
		if (range.end - range.start > MAX_WHOLE_QUOTE) return null;
		if (BREAK.test(this.#text.slice(range.start, range.end))) return null;
		if (this.#isUnique(range)) return `text=${this.#encode(range)}`;
		const prefix = this.#uniquePrefix(range);
		return prefix === null ? null : `text=${this.#encode(prefix)}-,${this.#encode(range)}`;
	}

	#phrasePair(range: TextRange): string | null {
		const start = this.#startPhrase(range);
		if (start === null) return null;
		for (const words of PHRASE_WORDS) {
			const end = this.#lastWords(range, words);
			if (end.start < start.phrase.end) break;
			const found = this.#folded.indexOf(this.#folded.slice(end.start, end.end), start.phrase.end);
			if (found === end.start) return `text=${start.directive},${this.#encode(end)}`;
		}
		return null;
	}

	#startPhrase(range: TextRange): { phrase: TextRange; directive: string } | null {
		for (const words of PHRASE_WORDS) {
			const phrase = this.#firstWords(range, words);
			if (this.#isUnique(phrase)) return { phrase, directive: this.#encode(phrase) };
		}
		const phrase = this.#firstWords(range, PHRASE_WORDS[0]);
		const prefix = this.#uniquePrefix(phrase);
		if (prefix === null) return null;
		return { phrase, directive: `${this.#encode(prefix)}-,${this.#encode(phrase)}` };
	}

	/** Words right before `range` that, together with it, stand nowhere else; null where there are none. */
	#uniquePrefix(range: TextRange): TextRange | null {
		const lineEnd = trimEnd(this.#text, range.start);
		if (lineEnd === 0) return null;
		const prefix = this.#lastWords({ start: 0, end: lineEnd }, PREFIX_WORDS);
		return this.#isUniqueBehind(prefix, range) ? prefix : null;
	}

	#isUnique(range: TextRange): boolean {
		const phrase = this.#folded.slice(range.start, range.end);
		const first = this.#folded.indexOf(phrase);
		return first === range.start && this.#folded.indexOf(phrase, first + 1) === -1;
	}

	/** Whether `range`'s words stand behind `prefix`'s only there; any white space may part the two. */
	#isUniqueBehind(prefix: TextRange, range: TextRange): boolean {
		const before = this.#folded.slice(prefix.start, prefix.end);
		const phrase = this.#folded.slice(range.start, range.end);
		for (
			let found = this.#folded.indexOf(phrase);
			found !== -1;
			found = this.#folded.indexOf(phrase, found + 1)
		) {
			if (found === range.start) continue;
			if (this.#folded.endsWith(before, trimEnd(this.#folded, found))) return false;
		}
		return true;
	}

	/** The first words of the range, ending before the end of their line or cell. */
	#firstWords(range: TextRange, count: number): TextRange {
		const found = this.#text.slice(range.start, range.end).search(BREAK);
		const limit = found === -1 ? range.end : range.start + found;
		const ends = wordEnds(this.#text, { start: range.start, end: limit }, count);
		return { start: range.start, end: ends ?? limit };
	}

	/** The last words of the range, starting after the start of their line or cell. */
	#lastWords(range: TextRange, count: number): TextRange {
		const before = Math.max(
			this.#text.lastIndexOf("\n", range.end - 1),
			this.#text.lastIndexOf("\t", range.end - 1),
		);
		const limit = Math.max(before + 1, range.start);
		const start = wordStart(this.#text, { start: limit, end: range.end }, count);
		return { start: start ?? limit, end: range.end };
	}

	#encode(range: TextRange): string {
		const words = this.#text.slice(range.start, range.end).toWellFormed();
		// The dash separates prefix and suffix from the text, and encodeURIComponent leaves it alone.
		return encodeURIComponent(words).replaceAll("-", "%2D");
	}
}

/** The URL with a text directive, keeping a fragment the URL already has. */
export function deepLink(url: string, directive: string): string {
	if (directive === "") return url;
	return `${url}${url.includes("#") ? "" : "#"}:~:${directive}`;
}

/** Lower case without accents, one code unit for one, so that positions stay the same. */
function fold(text: string): string {
	const lower = text.toLowerCase();
	const base = lower.length === text.length ? lower : text;
	return base.replace(/[\u0080-\uffff]/g, (unit) => {
		const decomposed = unit.normalize("NFD");
		return decomposed.length > 1 && !/^\p{M}/u.test(decomposed) ? decomposed.charAt(0) : unit;
	});
}

/** Where the first `count` words end; null where there are not more words than that. */
function wordEnds(text: string, range: TextRange, count: number): number | null {
	let words = 0;
	for (const segment of wordsOf(text.slice(range.start, range.end))) {
		words += 1;
		if (words === count) return range.start + segment.index + segment.segment.length;
	}
	return null;
}

/** Where the last `count` words start; null where there are not more words than that. */
function wordStart(text: string, range: TextRange, count: number): number | null {
	// Finding words is what fragments cost: those of a short slice are mostly enough.
	for (const length of [count * 16, LONGEST_SLICE]) {
		const from = Math.max(range.start, range.end - length);
		const starts: number[] = [];
		for (const segment of wordsOf(text.slice(from, range.end))) starts.push(from + segment.index);
		// The first word of a cut slice may be half a word.
		const whole = from === range.start ? starts : starts.slice(1);
		if (whole.length > count) return whole.at(-count) ?? null;
		if (from === range.start) break;
	}
	return null;
}

/** Sixteen words fit in far less than this; a longer slice would only cost time. */
const LONGEST_SLICE = 400;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

function* wordsOf(text: string): Generator<Intl.SegmentData> {
	for (const segment of segmenter.segment(text)) if (segment.isWordLike) yield segment;
}

/** Where the white space before `end` begins. */
function trimEnd(text: string, end: number): number {
	let position = end;
	while (position > 0 && text.charAt(position - 1).trim() === "") position -= 1;
	return position;
}
