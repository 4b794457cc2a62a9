/** The different values of a column's lists, numbered in order, so that counting them compares no strings. */

export class ListValues {
	/** Ascending by UTF-16 code units. */
	readonly #values: readonly string[];
	/** The numbers of the different values of each list, one list after the other. */
	readonly #numbers: Uint32Array;
	/** Where the numbers of list l begin; those of the next one follow them. */
	readonly #starts: Uint32Array;

	constructor(lists: readonly (readonly unknown[])[]) {
		const texts = lists.map((list) => new Set(list.map(String)));
		this.#values = [...new Set(texts.flatMap((values) => [...values]))].sort();
		const numberOf = new Map(this.#values.map((value, number) => [value, number]));
		this.#starts = new Uint32Array(lists.length + 1);
		const numbers: number[] = [];
		for (const [list, values] of texts.entries()) {
			for (const value of values) numbers.push(numberOf.get(value) ?? 0);
			this.#starts[list + 1] = numbers.length;
		}
		this.#numbers = Uint32Array.from(numbers);
	}

	/**
	 * How often each value occurs, as a record in order of falling count, then of value.
	 *
	 * @param timesOfList how often each list occurs; values that do not occur are left out.
	 */
	count(timesOfList: Uint32Array): Record<string, number> {
		const counts = this.#countNumbers(timesOfList);
		const total = counts.length;
		let present = 0;
		for (let number = 0; number < total; number++) if (counts[number] !== 0) present++;
		// One number for count and value sorts without a call for every comparison.
		const keys = new Float64Array(present);
		for (let number = total - 1, index = 0; number >= 0; number--) {
			const count = counts[number] as number;
			if (count !== 0) keys[index++] = count * total + (total - 1 - number);
		}
		keys.sort();
		// Filled before it gets its prototype, an object is a hash table from its first key on, four
		// times as fast as a plain one with hundreds of keys, and `__proto__` is a key like any other.
		const record: Record<string, number> = Object.create(null);
		for (let index = present - 1; index >= 0; index--) {
			const key = keys[index] as number;
			record[this.#values[total - 1 - (key % total)] ?? ""] = Math.floor(key / total);
		}
		return Object.setPrototypeOf(record, Object.prototype);
	}

	#countNumbers(timesOfList: Uint32Array): Uint32Array {
		const counts = new Uint32Array(this.#values.length);
		const numbers = this.#numbers;
		const starts = this.#starts;
		for (let list = 0; list < timesOfList.length; list++) {
			const times = timesOfList[list] as number;
			if (times === 0) continue;
			const end = starts[list + 1] as number;
			for (let index = starts[list] as number; index < end; index++) {
				const number = numbers[index] as number;
				counts[number] = (counts[number] as number) + times;
			}
		}
		return counts;
	}
}
