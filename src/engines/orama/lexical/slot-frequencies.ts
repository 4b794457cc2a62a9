/** How often each slot holds any of some terms: a sum to add to, and the list of the slots it has. */

export class SlotFrequencies {
	/** By slot; 0 where it holds none of the terms. */
	readonly values: Float64Array;
	readonly #slots: Uint32Array;
	#size = 0;

	constructor(slotCount: number) {
		this.values = new Float64Array(slotCount);
		this.#slots = new Uint32Array(slotCount);
	}

	/** The slots so far, each once, in the order they were met; a view that changes with the next call. */
	get slots(): Uint32Array {
		return this.#slots.subarray(0, this.#size);
	}

	/** @param frequency above 0 */
	add(slot: number, frequency: number): void {
		const before = this.values[slot] as number;
		if (before === 0) this.#slots[this.#size++] = slot;
		this.values[slot] = before + frequency;
	}

	/** Costs as much as there are slots in it, not as there are in the index. */
	clear(): void {
		for (const slot of this.slots) this.values[slot] = 0;
		this.#size = 0;
	}
}
