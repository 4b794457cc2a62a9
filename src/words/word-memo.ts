/** Remembers what is known of the words of texts, and finds it without making a string of each word. */

/** Twice as many places as words, or more: few words then want the same one. */
const PLACES_PER_WORD = 2;

/** Letters of an average word, as a start. */
const UNITS_PER_WORD = 8;

/**
 * Texts repeat their words, so most are looked up and few are worked out. Cutting a word out of its text and hashing it
 * as a string costs more than all else of that; here its code units are hashed and compared where they stand.
 *
 * Of the words used lately at least half as many as it may remember are there; the others are forgotten together, so
 * that nothing needs to be known of when each was used.
 */
export class WordMemo<T> {
	readonly #half: number;
	#young: WordTable<T>;
	#old: WordTable<T>;

	/** @param most how many words it may remember, at least 2. */
	constructor(most: number) {
		this.#half = Math.floor(most / 2);
		this.#young = new WordTable(this.#half);
		this.#old = new WordTable(this.#half);
	}

	/** What is remembered of the word from `start` to `end` of a text; undefined where nothing is. */
	get(text: string, start: number, end: number): T | undefined {
		const hash = hashOf(text, start, end);
		const young = this.#young.get(text, start, end, hash);
		if (young !== undefined) return young;
		const old = this.#old.get(text, start, end, hash);
		if (old !== undefined) this.#add(text, start, end, hash, old);
		return old;
	}

	/** Remembers a value, not undefined, for a word of which nothing is remembered. */
	set(text: string, start: number, end: number, value: T): void {
		this.#add(text, start, end, hashOf(text, start, end), value);
	}

	#add(text: string, start: number, end: number, hash: number, value: T): void {
		if (this.#young.size >= this.#half) {
			const forgotten = this.#old;
			forgotten.clear();
			this.#old = this.#young;
			this.#young = forgotten;
		}
		this.#young.add(text, start, end, hash, value);
	}
}

/** A hash table with open addressing, whose words lie one after the other in one array. */
class WordTable<T> {
	size = 0;
	/** By place: the number of its word, from 1; 0 where it is free. */
	readonly #numbers: Uint32Array;
	/** By number: the word's hash, where its units begin (end: where the next one's do), and what is known of it. */
	readonly #hashes: Int32Array;
	readonly #starts: Uint32Array;
	readonly #values: T[] = [];
	#units: Uint16Array;

	constructor(most: number) {
		this.#numbers = new Uint32Array(2 ** Math.ceil(Math.log2(most * PLACES_PER_WORD + 1)));
		this.#hashes = new Int32Array(most + 1);
		this.#starts = new Uint32Array(most + 2);
		this.#units = new Uint16Array(most * UNITS_PER_WORD);
	}

	get(text: string, start: number, end: number, hash: number): T | undefined {
		const last = this.#numbers.length - 1;
		for (let place = hash & last; ; place = (place + 1) & last) {
			const number = this.#numbers[place] as number;
			if (number === 0) return undefined;
			if (this.#hashes[number] === hash && this.#isWord(number, text, start, end)) {
				return this.#values[number - 1];
			}
		}
	}

	add(text: string, start: number, end: number, hash: number, value: T): void {
		const number = ++this.size;
		const last = this.#numbers.length - 1;
		let place = hash & last;
		while (this.#numbers[place] !== 0) place = (place + 1) & last;
		this.#numbers[place] = number;
		this.#hashes[number] = hash;
		this.#values.push(value);
		const first = this.#starts[number] as number;
		const units = this.#unitsFor(first + end - start);
		for (let at = 0; at < end - start; at++) units[first + at] = text.charCodeAt(start + at);
		this.#starts[number + 1] = first + end - start;
	}

	clear(): void {
		this.size = 0;
		this.#numbers.fill(0);
		this.#values.length = 0;
	}

	#isWord(number: number, text: string, start: number, end: number): boolean {
		const first = this.#starts[number] as number;
		if ((this.#starts[number + 1] as number) - first !== end - start) return false;
		for (let at = 0; at < end - start; at++) {
			if (this.#units[first + at] !== text.charCodeAt(start + at)) return false;
		}
		return true;
	}

	#unitsFor(length: number): Uint16Array {
		if (this.#units.length < length) {
			const larger = new Uint16Array(length * 2);
			larger.set(this.#units);
			this.#units = larger;
		}
		return this.#units;
	}
}

/** FNV-1a over code units, its bits mixed once more, because places are taken by the lowest of them. */
function hashOf(text: string, start: number, end: number): number {
	let hash = 0x811c9dc5 | 0;
	for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash ^ (hash >>> 15);
}
