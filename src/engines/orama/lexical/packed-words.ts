/** Words as texts spell them, sorted, each with the term it is indexed under: what a beginning is looked for in. */

import { type SectionArray, SectionReader, writeSection } from "../section-file.ts";
import { byUtf8, packTexts, TextRecords, type TextSpan } from "../text-records.ts";
import { FlatWords } from "./flat-words.ts";

/** A word, normalised and without accents, and the number of its term. */
export type WordEntry = readonly [word: string, term: number];

/*
 * The section, in the layout of section-file.ts: the words (a text record: positions, UTF-8), sorted by their bytes,
 * one that languages stem differently once for each term; the number of each word's term (uint32).
 */
export class PackedWords {
	readonly #words: TextRecords;
	readonly #terms: Uint32Array;
	#flat: FlatWords | null = null;

	private constructor(words: TextRecords, terms: Uint32Array) {
		this.#words = words;
		this.#terms = terms;
	}

	/**
	 * @param termCount how many terms the words are indexed under; each has a word.
	 * @throws SiteciteError `index_corrupt` where the section cannot belong to so many terms.
	 */
	static read(bytes: Uint8Array, termCount: number): PackedWords {
		const section = new SectionReader("lexical-words.bin", bytes);
		const count = section.peekLength() - 1;
		section.check(count >= 0, "it has no positions");
		const words = TextRecords.read(section, count);
		const terms = section.uint32(count);
		section.end();
		const hasWord = new Uint8Array(termCount);
		for (const term of terms) {
			section.check(term < termCount, "it refers to a missing term");
			hasWord[term] = 1;
		}
		section.check(!hasWord.includes(0), "a term has no word");
		return new PackedWords(words, terms);
	}

	/** For {@link visitNear}; made at the first typing error and kept. */
	get flat(): FlatWords {
		this.#flat ??= new FlatWords(Array.from({ length: this.count }, (_, at) => this.wordAt(at)));
		return this.#flat;
	}

	get count(): number {
		return this.#words.count;
	}

	wordAt(place: number): string {
		return this.#words.at(place);
	}

	termAt(place: number): number {
		return this.#terms[place] ?? 0;
	}

	*entries(): Generator<WordEntry> {
		for (let place = 0; place < this.count; place++) yield [this.wordAt(place), this.termAt(place)];
	}

	/** The places of the words that begin with `start`, as {@link TextAnalyzer.wordOf} gives it. */
	startingWith(start: string): TextSpan {
		return this.#words.startingWith(start);
	}
}

/** The section that {@link PackedWords.read} reads: equal entries, in whatever order, give equal bytes. */
export function packWords(entries: readonly WordEntry[]): Uint8Array {
	const sorted = entries
		.map(([word, term]) => ({ word, term, utf8: Buffer.from(word) }))
		.sort((left, right) => byUtf8(left.utf8, right.utf8) || left.term - right.term);
	const arrays: SectionArray[] = [
		...packTexts(sorted.map(({ word }) => word)),
		Uint32Array.from(sorted, ({ term }) => term),
	];
	return writeSection(arrays);
}
