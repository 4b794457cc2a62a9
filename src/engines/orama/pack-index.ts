/** Carries an index to sections and back: what an artifact holds of it, beside the documents. */

import type { Sections } from "../../domain/section.ts";
import { ChunkIndex, type ChunkIndexParts } from "./chunk-index.ts";
import type { IndexSchema } from "./index-schema.ts";
import { Analyzers } from "./lexical/analyzers.ts";
import { LexicalIndex } from "./lexical/lexical-index.ts";
import { PackedPostings, packPostings } from "./lexical/packed-postings.ts";
import { PackedWords, packWords, type WordEntry } from "./lexical/packed-words.ts";
import {
	corruptSection,
	type SectionArray,
	SectionReader,
	sectionOf,
	writeSection,
} from "./section-file.ts";
import { VectorIndex } from "./semantic/vector-index.ts";
import { SlotTable } from "./slot-table.ts";
import { packTexts, TextRecords } from "./text-records.ts";
import { ValueColumn } from "./value-column.ts";

/** The section that is scanned, byte by byte, for every question. */
export const VECTORS_SECTION = "vectors.bin";

/*
 * The sections, in the layout of section-file.ts:
 * - chunk-slots.bin: documents' internal numbers (uint32, one per slot); the languages of the texts as JSON
 *   `[code, texts][]` (a text record: positions, UTF-8)
 * - lexical-terms.bin, lexical-postings.bin: see lexical/packed-postings.ts
 * - lexical-words.bin: see lexical/packed-words.ts
 * - lexical-lengths.bin: for each text property in order of the schema, words per slot (uint32)
 * - chunk-columns.bin: for each value property, its lists as JSON (a text record), list per slot (uint32)
 * - vectors.bin: for each vector property, see semantic/vector-index.ts
 */

/** The index as sections, dead slots left out and live ones renumbered in order. */
export function packIndex(
	index: ChunkIndex,
	documentsOfSlots: Uint32Array,
): Map<string, Uint8Array> {
	const { slots, lexical, schema } = index;
	const live = liveSlots(slots);
	const newSlots = new Int32Array(slots.count).fill(-1);
	for (const [place, slot] of live.entries()) newSlots[slot] = place;
	const postings = packPostings(lexical.parts, schema.texts.length, (slot) => newSlots[slot] ?? -1);
	const lengths = schema.texts.map((_, field) =>
		Uint32Array.from(live, (slot) => lexical.lengthOf(slot, field)),
	);
	const columns = schema.values.map(
		(property): SectionArray[] => index.column(property)?.pack(live) ?? [],
	);
	const vectors = [...schema.vectors.keys()].map(
		(property): SectionArray[] => index.vectors(property)?.pack(live) ?? [],
	);
	const languages = packTexts([JSON.stringify(lexical.analyzers.usage())]);
	return new Map([
		["chunk-slots.bin", writeSection([documentsOfSlots, ...languages])],
		["lexical-terms.bin", postings.terms],
		["lexical-postings.bin", postings.postings],
		["lexical-words.bin", packWords(wordEntries(lexical, postings.numbers))],
		["lexical-lengths.bin", writeSection(lengths)],
		["chunk-columns.bin", writeSection(columns.flat())],
		[VECTORS_SECTION, writeSection(vectors.flat())],
	]);
}

/**
 * The index that {@link packIndex} wrote, on the bytes of its sections.
 *
 * @param documentCount the largest internal number that a document may have.
 * @throws SiteciteError `index_corrupt` naming a section that is missing or cannot be right.
 */
export function openIndex(
	schema: IndexSchema,
	sections: Sections,
	documentCount: number,
): ChunkIndex {
	return new ChunkIndex(schema, openParts(schema, sections, documentCount));
}

/** Gives the place of dead slots free, by packing the index and opening what was packed. */
export function compactIndex(index: ChunkIndex): void {
	const documents = index.slots.liveDocuments();
	const largest = documents.reduce((most, document) => Math.max(most, document), 0);
	index.replaceParts(openParts(index.schema, packIndex(index, documents), largest));
}

function openParts(
	schema: IndexSchema,
	sections: Sections,
	documentCount: number,
): ChunkIndexParts {
	const open = (name: string): SectionReader => new SectionReader(name, sectionOf(sections, name));
	const slotSection = open("chunk-slots.bin");
	const documents = slotSection.uint32();
	const usage = parseUsage(TextRecords.read(slotSection, 1).at(0));
	slotSection.end();
	for (const document of documents) {
		slotSection.check(document > 0 && document <= documentCount, "it refers to a missing document");
	}
	const slots = new SlotTable(documents);

	const lengthSection = open("lexical-lengths.bin");
	const lengths = schema.texts.map(() => lengthSection.uint32(documents.length));
	lengthSection.end();
	const postings = new PackedPostings(
		{
			terms: sectionOf(sections, "lexical-terms.bin"),
			postings: sectionOf(sections, "lexical-postings.bin"),
		},
		schema.texts.length,
	);
	const words = PackedWords.read(sectionOf(sections, "lexical-words.bin"), postings.termCount);
	const lexical = new LexicalIndex(slots, schema.texts.length, new Analyzers(usage), {
		postings,
		words,
		lengths,
	});

	const columnSection = open("chunk-columns.bin");
	const columns = new Map(
		schema.values.map((property) => [
			property,
			ValueColumn.read("chunk-columns.bin", columnSection, documents.length),
		]),
	);
	columnSection.end();
	const vectorSection = open(VECTORS_SECTION);
	const vectors = new Map(
		[...schema.vectors].map(([property, dimensions]) => [
			property,
			VectorIndex.read(vectorSection, documents.length, dimensions),
		]),
	);
	vectorSection.end();
	return { slots, lexical, columns, vectors };
}

/** The words of all parts whose terms were kept, with the terms' new numbers, each pair once. */
function wordEntries(lexical: LexicalIndex, numbers: ReadonlyMap<string, number>): WordEntry[] {
	const wordsOf = new Map<number, Set<string>>();
	for (const [place, entries] of lexical.wordEntries().entries()) {
		for (const [word, term] of entries) {
			const number = numbers.get(lexical.parts[place]?.termAt(term) ?? "");
			if (number === undefined) continue;
			// As it comes back from UTF-8, or two words could become one only then.
			wordsOf.set(number, (wordsOf.get(number) ?? new Set()).add(word.toWellFormed()));
		}
	}
	return [...wordsOf].flatMap(([term, words]) =>
		Array.from(words, (word): WordEntry => [word, term]),
	);
}

function parseUsage(json: string): Map<string, number> {
	let usage: unknown;
	try {
		usage = JSON.parse(json);
	} catch (cause) {
		throw corruptSection("chunk-slots.bin", "its languages are no JSON", cause);
	}
	if (!Array.isArray(usage) || !usage.every(isUsage)) {
		throw corruptSection("chunk-slots.bin", "its languages are no list of codes and counts");
	}
	return new Map(usage);
}

function isUsage(entry: unknown): entry is [string, number] {
	return Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "number";
}

function liveSlots(slots: SlotTable): number[] {
	const live: number[] = [];
	for (let slot = 0; slot < slots.count; slot++) if (slots.isLive(slot)) live.push(slot);
	return live;
}
