/** Numbers the articles of an index, so that what is found in chunks can be counted by article. */

import type { ValueColumn } from "./value-column.ts";

export interface ArticleNumbers {
	/** All numbers are below it; not every one is in use. */
	readonly count: number;
	/** By slot. */
	readonly ofSlot: Uint32Array;
}

/** Slots with equal values in the column have one number, a slot without a value has one of its own. */
export function articleNumbers(column: ValueColumn | undefined, slotCount: number): ArticleNumbers {
	let count = column?.listCount ?? 0;
	const ofSlot = new Uint32Array(slotCount);
	for (let slot = 0; slot < slotCount; slot++) {
		const list = column?.listNumberOf(slot) ?? 0;
		ofSlot[slot] = list === 0 ? count++ : list;
	}
	return { count, ofSlot };
}
