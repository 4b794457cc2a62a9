/** Slots: the places of the index, one per insert, never used twice, so that every list of them rises. */

import { withRoomFor } from "../../vectors/growing-arrays.ts";

const NONE = -1;

/**
 * Maps the internal numbers of Orama's documents (from 1, reused when a document is replaced) to
 * slots (from 0). Removing a document leaves its slot dead; packing the index drops dead slots.
 */
export class SlotTable {
	#slotOf = new Int32Array(0);
	#documentOf: Uint32Array;
	#dead = new Uint8Array(0);
	#count: number;
	#deadCount = 0;

	/** @param documentOf the internal numbers of the slots to start with. */
	constructor(documentOf: Uint32Array = new Uint32Array(0)) {
		this.#documentOf = documentOf;
		this.#count = documentOf.length;
		for (const [slot, document] of documentOf.entries()) this.#setSlot(document, slot);
	}

	/** Number of slots, dead ones included. */
	get count(): number {
		return this.#count;
	}

	get liveCount(): number {
		return this.#count - this.#deadCount;
	}

	get deadCount(): number {
		return this.#deadCount;
	}

	isLive(slot: number): boolean {
		return slot < this.#count && (this.#dead[slot] ?? 0) === 0;
	}

	/** The slot of a document, or -1. */
	slotOf(document: number): number {
		return (this.#slotOf[document] ?? 0) - 1;
	}

	documentOf(slot: number): number {
		return this.#documentOf[slot] ?? 0;
	}

	/** Gives a document a new slot. */
	add(document: number): number {
		const slot = this.#count++;
		this.#documentOf = withRoomFor(this.#documentOf, this.#count);
		this.#documentOf[slot] = document;
		this.#setSlot(document, slot);
		return slot;
	}

	/** @returns the slot that died, or -1 where the document had none. */
	remove(document: number): number {
		const slot = this.slotOf(document);
		if (slot === NONE) return NONE;
		this.#setSlot(document, NONE);
		this.#dead = withRoomFor(this.#dead, this.#count);
		this.#dead[slot] = 1;
		this.#deadCount++;
		return slot;
	}

	/** One byte per slot, 1 for a live one; null where all are. */
	liveMask(): Uint8Array | null {
		if (this.#deadCount === 0) return null;
		return Uint8Array.from({ length: this.#count }, (_, slot) => (this.isLive(slot) ? 1 : 0));
	}

	/** The live slots' documents, in order of slot. */
	liveDocuments(): Uint32Array {
		return this.#documentOf.slice(0, this.#count).filter((_, slot) => this.isLive(slot));
	}

	/** Kept one higher, so that the zeros of a grown array mean "none". */
	#setSlot(document: number, slot: number): void {
		this.#slotOf = withRoomFor(this.#slotOf, document + 1);
		this.#slotOf[document] = slot + 1;
	}
}
