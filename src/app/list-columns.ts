/** How the columns of the list of articles lie in its section. */

import { z } from "zod";
import type { EncodedTexts } from "./text-column.ts";

const TEXTS = ["records", "ids", "urls", "titles", "headings"] as const;
const NUMBERS = ["idOrder", "urlOrder", "titleArticles", "headingArticles"] as const;

type Texts = Readonly<Record<(typeof TEXTS)[number], EncodedTexts>>;
type Numbers = Readonly<Record<(typeof NUMBERS)[number], Uint32Array>>;

const count = z.int().min(0);

const headerSchema = z.object({
	fields: z.array(z.string()),
	/** How many articles have a date. */
	dated: count,
	/** How long each column of texts is: how many there are, and their bytes. */
	texts: z.record(z.enum(TEXTS), z.object({ count, bytes: count })),
	/** How many numbers each column has. */
	numbers: z.record(z.enum(NUMBERS), count),
});

type Facts = Pick<z.infer<typeof headerSchema>, "fields" | "dated">;

export interface Columns extends Facts {
	readonly texts: Texts;
	readonly numbers: Numbers;
}

const WORD = 4;
const padded = (length: number) => Math.ceil(length / WORD) * WORD;

/**
 * The section's bytes: the length of a header (32 bits), the header as JSON, filled up with spaces to whole words, then
 * all numbers (32 bits each: columns, and ends of texts), then all texts.
 */
export function encodeColumns(facts: Facts, texts: Texts, numbers: Numbers): Uint8Array {
	const header: z.infer<typeof headerSchema> = {
		...facts,
		texts: mapped(TEXTS, (name) => ({
			count: texts[name].ends.length,
			bytes: texts[name].bytes.length,
		})),
		numbers: mapped(NUMBERS, (name) => numbers[name].length),
	};
	const json = new TextEncoder().encode(JSON.stringify(header));
	const headerLength = padded(json.length);
	const head = new Uint8Array(WORD + headerLength).fill(0x20);
	new Uint32Array(head.buffer, 0, 1).set([headerLength]);
	head.set(json, WORD);
	const parts = [
		head,
		...NUMBERS.map((name) => bytesOf(numbers[name])),
		...TEXTS.map((name) => bytesOf(texts[name].ends)),
		...TEXTS.map((name) => texts[name].bytes),
	];
	const section = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const part of parts) {
		section.set(part, offset);
		offset += part.length;
	}
	return section;
}

/**
 * @param section as `encodeColumns` made it, 4-byte aligned
 * @throws Error where its length is not what its header says, or a number leads out of it
 */
export function decodeColumns(section: Uint8Array): Columns {
	const { buffer, byteOffset } = section;
	const [headerLength = 0] = new Uint32Array(buffer, byteOffset, 1);
	const json = Buffer.from(buffer, byteOffset + WORD, headerLength).toString("utf8");
	const { fields, dated, ...lengths } = headerSchema.parse(JSON.parse(json));
	let offset = byteOffset + WORD + headerLength;
	const words = (length: number) => {
		const column = new Uint32Array(buffer, offset, length);
		offset += length * WORD;
		return column;
	};
	const numbers = mapped(NUMBERS, (name) => words(lengths.numbers[name]));
	const ends = mapped(TEXTS, (name) => words(lengths.texts[name].count));
	const texts = mapped(TEXTS, (name) => {
		const length = lengths.texts[name].bytes;
		const bytes = new Uint8Array(buffer, offset, length);
		offset += length;
		if ((ends[name].at(-1) ?? 0) !== length)
			throw new RangeError(`${name} do not end where they should`);
		return { bytes, ends: ends[name] };
	});
	if (offset !== byteOffset + section.length) {
		throw new RangeError("the section has another length than its header says");
	}
	return { fields, dated, texts, numbers };
}

function mapped<Name extends string, Value>(
	names: readonly Name[],
	of: (name: Name) => Value,
): Record<Name, Value> {
	return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
	return new Uint8Array(buffer, byteOffset, byteLength);
}
