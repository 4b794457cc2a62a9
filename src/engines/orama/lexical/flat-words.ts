/** Sorted words as one array of code units, and how much each shares with the one before: a tree to walk down. */

export class FlatWords {
	readonly count: number;
	/** The words' UTF-16 code units, one word after the other. */
	readonly units: Uint16Array;
	/** Where word w begins in `units`; one more than there are words. */
	readonly starts: Uint32Array;
	/** How many code units word w begins with as word w - 1 does. */
	readonly shared: Uint16Array;

	/** @param words in an order that keeps words with equal beginnings together. */
	constructor(words: readonly string[]) {
		this.count = words.length;
		this.starts = new Uint32Array(words.length + 1);
		this.shared = new Uint16Array(words.length);
		for (const [place, word] of words.entries()) {
			this.starts[place + 1] = (this.starts[place] ?? 0) + word.length;
		}
		this.units = new Uint16Array(this.starts[words.length] ?? 0);
		let position = 0;
		let previous = "";
		for (const [place, word] of words.entries()) {
			let shared = 0;
			for (let at = 0; at < word.length; at++) {
				const unit = word.charCodeAt(at);
				if (shared === at && unit === previous.charCodeAt(at)) shared++;
				this.units[position++] = unit;
			}
			this.shared[place] = shared;
			previous = word;
		}
	}
}
