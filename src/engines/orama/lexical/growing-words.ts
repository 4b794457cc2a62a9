/** Words that accept new ones, each with the terms it is indexed under, as {@link PackedWords} has them. */

import { PackedWords, packWords, type WordEntry } from "./packed-words.ts";

export class GrowingWords {
	/** The first term of each word: nearly all have no other. */
	readonly #terms = new Map<string, number>();
	readonly #otherTerms = new Map<string, Set<number>>();
	#packed: PackedWords | null = null;

	add(word: string, term: number): void {
		const known = this.#terms.get(word);
		if (known === term) return;
		if (known === undefined) this.#terms.set(word, term);
		else {
			const others = this.#otherTerms.get(word) ?? new Set();
			if (others.has(term)) return;
			this.#otherTerms.set(word, others.add(term));
		}
		this.#packed = null;
	}

	/** In no promised order. */
	*entries(): Generator<WordEntry> {
		yield* this.#terms;
		for (const [word, terms] of this.#otherTerms) for (const term of terms) yield [word, term];
	}

	/** Sorted anew after words were added, which no index that is only read pays for. */
	packed(termCount: number): PackedWords {
		this.#packed ??= PackedWords.read(packWords([...this.entries()]), termCount);
		return this.#packed;
	}
}
