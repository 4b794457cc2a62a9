/** One property of the documents to filter and count by: its values, each distinct list of them once. */

import { withRoomFor } from "../../vectors/growing-arrays.ts";
import { ListValues } from "./list-values.ts";
import { corruptSection, type SectionArray, type SectionReader } from "./section-file.ts";
import { packTexts, TextRecords } from "./text-records.ts";

export type ColumnValue = string | number | boolean;

const NO_VALUES: readonly ColumnValue[] = [];

/** Decides whether documents with this list of values pass; an absent property is an empty list. */
export type ValuePredicate = (values: readonly ColumnValue[]) => boolean;

/**
 * A predicate is asked once per distinct list, then each slot costs one lookup: filtering 100,000
 * chunks takes well under a millisecond, and needs no tree that would have to be loaded.
 */
export class ValueColumn {
	/** Distinct lists; the first is the empty one, which absent values have. Decoded at the first look at a value. */
	#decoded: (readonly ColumnValue[])[] | null = null;
	readonly #decode: () => readonly (readonly ColumnValue[])[];
	/** By slot: the number of its list. */
	#listOf: Uint32Array;
	/** List numbers by their JSON, built at the first write. */
	#numbers: Map<string, number> | null = null;
	/** The lists' values, collected at the first count after a list was added. */
	#values: ListValues | null = null;

	constructor(
		decode: () => readonly (readonly ColumnValue[])[] = () => [NO_VALUES],
		listOf: Uint32Array = new Uint32Array(0),
	) {
		this.#decode = decode;
		this.#listOf = listOf;
	}

	/** Reads what {@link ValueColumn.pack} wrote for `slotCount` slots. */
	static read(name: string, section: SectionReader, slotCount: number): ValueColumn {
		const texts = TextRecords.read(section, 1);
		const listOf = section.uint32(slotCount);
		const decode = () => {
			const lists = parseLists(name, texts.at(0));
			section.check(countOf(listOf) <= lists.length, "it refers to a missing value");
			return lists;
		};
		return new ValueColumn(decode, listOf);
	}

	/** The lists as one JSON text, then the list of every given slot. Equal columns give equal bytes. */
	pack(slots: readonly number[]): SectionArray[] {
		const numbers = new Map<number, number>([[0, 0]]);
		const listOf = Uint32Array.from(slots, (slot) => {
			const list = this.#listOf[slot] ?? 0;
			const number = numbers.get(list) ?? numbers.size;
			numbers.set(list, number);
			return number;
		});
		const lists = [...numbers.keys()].map((list) => this.#lists[list] ?? NO_VALUES);
		return [...packTexts([JSON.stringify(lists)]), listOf];
	}

	set(slot: number, values: readonly ColumnValue[]): void {
		this.#listOf = withRoomFor(this.#listOf, slot + 1);
		this.#listOf[slot] = this.#numberOf(values);
	}

	valuesOf(slot: number): readonly ColumnValue[] {
		return this.#lists[this.#listOf[slot] ?? 0] ?? NO_VALUES;
	}

	/** How many distinct lists there are; their numbers are below it, and 0 is that of the empty list. */
	get listCount(): number {
		return this.#decoded?.length ?? countOf(this.#listOf);
	}

	/** The number of a slot's list: equal for slots with equal values. */
	listNumberOf(slot: number): number {
		return this.#listOf[slot] ?? 0;
	}

	/** The values of the list of a number. */
	listAt(number: number): readonly ColumnValue[] {
		return this.#lists[number] ?? NO_VALUES;
	}

	/** Sets the mask of every slot whose values do not pass to 0. */
	exclude(mask: Uint8Array, passes: ValuePredicate): void {
		const listPasses = this.#lists.map(passes);
		for (let slot = 0; slot < mask.length; slot++) {
			if (!listPasses[this.#listOf[slot] ?? 0]) mask[slot] = 0;
		}
	}

	/** How many of the slots have each value, as a record in order of falling count, then of value. */
	count(slots: Uint32Array): Record<string, number> {
		const slotsOfList = new Uint32Array(this.#lists.length);
		const listOf = this.#listOf;
		for (let index = 0; index < slots.length; index++) {
			const list = listOf[slots[index] as number] ?? 0;
			slotsOfList[list] = (slotsOfList[list] as number) + 1;
		}
		this.#values ??= new ListValues(this.#lists);
		return this.#values.count(slotsOfList);
	}

	get #lists(): (readonly ColumnValue[])[] {
		this.#decoded ??= [...this.#decode()];
		return this.#decoded;
	}

	#numberOf(values: readonly ColumnValue[]): number {
		this.#numbers ??= new Map(this.#lists.map((list, number) => [JSON.stringify(list), number]));
		const key = JSON.stringify(values);
		const known = this.#numbers.get(key);
		if (known !== undefined) return known;
		const number = this.#lists.push([...values]) - 1;
		this.#numbers.set(key, number);
		this.#values = null;
		return number;
	}
}

/** How many lists slots refer to: packing numbers them from 0 on, in order of their first slot. */
function countOf(listOf: Uint32Array): number {
	let largest = 0;
	for (const list of listOf) if (list > largest) largest = list;
	return largest + 1;
}

function parseLists(name: string, json: string): ColumnValue[][] {
	let lists: unknown;
	try {
		lists = JSON.parse(json);
	} catch (cause) {
		throw corruptSection(name, "its values are no JSON", cause);
	}
	if (!Array.isArray(lists) || !lists.every(isValueList)) {
		throw corruptSection(name, "its values are no lists of values");
	}
	return lists;
}

function isValueList(list: unknown): list is ColumnValue[] {
	return (
		Array.isArray(list) &&
		list.every((value) => ["string", "number", "boolean"].includes(typeof value))
	);
}
