/** The best of many scored entries without sorting them all: a heap of fixed size. */

export interface Scored {
	readonly slot: number;
	readonly score: number;
}

/** Keeps the `capacity` best entries; equal scores are ordered by slot, the lower first. */
export class TopK {
	readonly #capacity: number;
	readonly #slots: Uint32Array;
	readonly #scores: Float64Array;
	#size = 0;

	constructor(capacity: number) {
		this.#capacity = capacity;
		this.#slots = new Uint32Array(capacity);
		this.#scores = new Float64Array(capacity);
	}

	/** What a new entry has to exceed, or equal with a lower slot. */
	get threshold(): number {
		return this.#size < this.#capacity ? Number.NEGATIVE_INFINITY : (this.#scores[0] ?? Infinity);
	}

	offer(slot: number, score: number): void {
		if (this.#size < this.#capacity) this.#add(slot, score);
		else if (this.#capacity > 0 && this.#isWorse(0, slot, score)) this.#replaceWorst(slot, score);
	}

	/** The slots of the entries, in no promised order. */
	slots(): Uint32Array {
		return this.#slots.slice(0, this.#size);
	}

	/** The entries, best first. */
	sorted(): Scored[] {
		const entries = Array.from({ length: this.#size }, (_, index) => ({
			slot: this.#slots[index] ?? 0,
			score: this.#scores[index] ?? 0,
		}));
		return entries.sort(byScore);
	}

	#add(slot: number, score: number): void {
		let index = this.#size++;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (this.#isWorse(parent, slot, score)) break;
			this.#move(parent, index);
			index = parent;
		}
		this.#put(index, slot, score);
	}

	#replaceWorst(slot: number, score: number): void {
		let index = 0;
		for (;;) {
			let child = index * 2 + 1;
			if (child >= this.#size) break;
			const sibling = child + 1;
			if (
				sibling < this.#size &&
				this.#isWorse(sibling, this.#slots[child] ?? 0, this.#scores[child] ?? 0)
			) {
				child = sibling;
			}
			if (!this.#isWorse(child, slot, score)) break;
			this.#move(child, index);
			index = child;
		}
		this.#put(index, slot, score);
	}

	/** Whether the entry at `index` ranks behind the given one. */
	#isWorse(index: number, slot: number, score: number): boolean {
		const own = this.#scores[index] ?? 0;
		return own < score || (own === score && (this.#slots[index] ?? 0) > slot);
	}

	#move(from: number, to: number): void {
		this.#put(to, this.#slots[from] ?? 0, this.#scores[from] ?? 0);
	}

	#put(index: number, slot: number, score: number): void {
		this.#slots[index] = slot;
		this.#scores[index] = score;
	}
}

/** Best first; equal scores by slot. */
function byScore(left: Scored, right: Scored): number {
	return right.score - left.score || left.slot - right.slot;
}
