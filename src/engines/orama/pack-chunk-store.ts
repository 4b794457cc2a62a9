/** Carries a database of chunks to the sections of an artifact and back. */

import type { Sections } from "../../domain/section.ts";
import { ChunkRecords, packChunks } from "./chunk-records.ts";
import { ChunkStore } from "./chunk-store.ts";
import { ENGINE_SECTION, packHeader, readHeader } from "./engine-header.ts";
import { readSchema } from "./index-schema.ts";
import { openIndex, packIndex } from "./pack-index.ts";
import { chunkSchema } from "./schema.ts";
import { corruptSection, sectionOf } from "./section-file.ts";

/** Equal documents inserted in equal order give equal bytes. */
export function packChunkStore(store: ChunkStore, dimensions: number): Sections {
	const numbers = store.index.slots.liveDocuments();
	const chunks = Array.from(numbers, (number) => store.documents.chunkReader(number)?.()).filter(
		(chunk) => chunk !== undefined,
	);
	// The artifact numbers its documents anew, from 1 in order.
	const renumbered = numbers.map((_, index) => index + 1);
	return new Map([
		[ENGINE_SECTION, packHeader(chunks.length, dimensions)],
		...packIndex(store.index, renumbered),
		...packChunks(chunks),
	]);
}

/**
 * @returns the store on the bytes of the sections, which must not change, and the vectors' length.
 * @throws SiteciteError `index_corrupt` naming the section, or `index_version`.
 */
export function openChunkStore(sections: Sections): { store: ChunkStore; dimensions: number } {
	const { chunks, dimensions } = readHeader(sectionOf(sections, ENGINE_SECTION));
	const records = new ChunkRecords(sections);
	if (records.count !== chunks) {
		throw corruptSection("chunks.bin", `it has ${records.count} chunks instead of ${chunks}`);
	}
	const index = openIndex(readSchema(chunkSchema(dimensions)), sections, chunks);
	if (index.slots.count !== chunks) {
		throw corruptSection(
			"chunk-slots.bin",
			`it has ${index.slots.count} chunks instead of ${chunks}`,
		);
	}
	return { store: new ChunkStore(index, records), dimensions };
}
