/** Splits text into WordPiece tokens exactly as uncased BERT does, fast enough to be no one's bottleneck. */

import { WordMemo } from "../../words/word-memo.ts";
import { normalizeCharacter } from "./normalize-character.ts";

export interface WordPieceSettings {
	readonly vocabulary: readonly string[];
	readonly unknownId: number;
	readonly continuationPrefix: string;
	readonly maxWordCharacters: number;
	/** Words whose tokens are remembered; as many as a build needs, unless given. */
	readonly remembered?: number;
}

/** About 15 MB at most; English news have some 60,000 distinct spellings a million words. */
const REMEMBERED_RUNS = 131_072;
/** UTF-16 units. Longer runs do not come back often enough to be worth the memory. */
const REMEMBERED_LENGTH = 48;

const WORD = 0;
const WHITE_SPACE = 1;
const PUNCTUATION = 2;
const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
	const character = String.fromCharCode(code);
	if (" \t\n\r".includes(character)) return WHITE_SPACE;
	return /[!-/:-@[-`{-~]/.test(character) ? PUNCTUATION : WORD;
});

const NO_IDS = new Int32Array(0);

/**
 * Greedy longest match ("WordPiece", Wu et al. 2016, https://arxiv.org/abs/1609.08144) behind BERT's
 * own normalisation. Unknown words and special tokens are left out.
 */
export class WordPiece {
	readonly #initial = new Map<string, number>();
	readonly #continuation = new Map<string, number>();
	readonly #longestToken: number;
	readonly #maxWordCharacters: number;
	readonly #asciiPunctuation: readonly Int32Array[];
	readonly #known: WordMemo<Int32Array>;
	#ids = new Int32Array(1024);
	#count = 0;

	constructor(settings: WordPieceSettings) {
		const { vocabulary, unknownId, continuationPrefix } = settings;
		let longest = 0;
		for (const [id, token] of vocabulary.entries()) {
			if (id === unknownId) continue;
			longest = Math.max(longest, token.length);
			if (token.startsWith(continuationPrefix) && token !== continuationPrefix) {
				this.#continuation.set(token.slice(continuationPrefix.length), id);
			} else {
				this.#initial.set(token, id);
			}
		}
		this.#longestToken = longest;
		this.#maxWordCharacters = settings.maxWordCharacters;
		this.#known = new WordMemo(settings.remembered ?? REMEMBERED_RUNS);
		this.#asciiPunctuation = Array.from(ASCII_KINDS, (kind, code) =>
			kind === PUNCTUATION ? this.#match(String.fromCharCode(code)) : NO_IDS,
		);
	}

	/** Ids of the known tokens in order; the array is overwritten by the next call. */
	encode(text: string): Int32Array {
		this.#count = 0;
		let position = 0;
		while (position < text.length) {
			const code = text.charCodeAt(position);
			const kind = code < 128 ? ASCII_KINDS[code] : WORD;
			if (kind === WORD) {
				const end = endOfRun(text, position);
				this.#encodeRun(text, position, end);
				position = end;
			} else {
				if (kind === PUNCTUATION) this.#append(this.#asciiPunctuation[code] ?? NO_IDS);
				position++;
			}
		}
		return this.#ids.subarray(0, this.#count);
	}

	/** A run ends at ASCII white space or punctuation, where no rule of Unicode reaches across. */
	#encodeRun(text: string, start: number, end: number): void {
		if (end - start > REMEMBERED_LENGTH) {
			for (const word of splitRun(text.slice(start, end))) this.#append(this.#match(word));
			return;
		}
		let ids = this.#known.get(text, start, end);
		if (ids === undefined) {
			const words = splitRun(text.slice(start, end)).map((word) => this.#match(word));
			ids = words.length === 1 ? (words[0] ?? NO_IDS) : concatenate(words);
			this.#known.set(text, start, end, ids);
		}
		this.#append(ids);
	}

	/** The tokens of one normalised word; none where any part of it is unknown. */
	#match(word: string): Int32Array {
		if (isLongerThan(word, this.#maxWordCharacters)) return NO_IDS;
		const ids: number[] = [];
		let start = 0;
		while (start < word.length) {
			const tokens = start === 0 ? this.#initial : this.#continuation;
			let end = Math.min(word.length, start + this.#longestToken);
			let id = tokens.get(word.slice(start, end));
			while (id === undefined && end > start + 1) {
				end--;
				id = tokens.get(word.slice(start, end));
			}
			if (id === undefined) return NO_IDS;
			ids.push(id);
			start = end;
		}
		return Int32Array.from(ids);
	}

	#append(ids: Int32Array): void {
		const needed = this.#count + ids.length;
		if (needed > this.#ids.length) {
			const larger = new Int32Array(needed * 2);
			larger.set(this.#ids);
			this.#ids = larger;
		}
		for (let index = 0; index < ids.length; index++) {
			this.#ids[this.#count++] = ids[index] ?? 0;
		}
	}
}

function endOfRun(text: string, start: number): number {
	let end = start + 1;
	while (end < text.length) {
		const code = text.charCodeAt(end);
		if (code < 128 && ASCII_KINDS[code] !== WORD) break;
		end++;
	}
	return end;
}

function splitRun(run: string): string[] {
	if (/^[0-9A-Za-z]*$/.test(run)) return [run.toLowerCase()];
	let normalized = "";
	for (let position = 0; position < run.length; position++) {
		const codePoint = run.codePointAt(position) ?? 0;
		normalized += normalizeCharacter(codePoint);
		if (codePoint > 0xffff) position++;
	}
	return normalized.split(" ").filter((word) => word !== "");
}

/** Whether the word has more than `limit` code points. */
function isLongerThan(word: string, limit: number): boolean {
	if (word.length <= limit) return false;
	return word.length > 2 * limit || [...word].length > limit;
}

function concatenate(lists: readonly Int32Array[]): Int32Array {
	const joined = new Int32Array(lists.reduce((length, ids) => length + ids.length, 0));
	let position = 0;
	for (const ids of lists) {
		joined.set(ids, position);
		position += ids.length;
	}
	return joined;
}
