/** The chunks and articles of an artifact: stored once each, decoded one at a time when asked for. */

import type { ArticleSummary, IndexedChunk } from "../../domain/indexed-chunk.ts";
import type { Sections } from "../../domain/section.ts";
import type { TextRange } from "../../domain/text-range.ts";
import { corruptSection, SectionReader, sectionOf, writeSection } from "./section-file.ts";
import { packTexts, TextRecords } from "./text-records.ts";

/*
 * The sections, in the layout of section-file.ts; a text record is positions (uint32), then UTF-8:
 * - chunks.bin: ids (text record); number of the article (uint32, one per chunk); the rest of each
 *   chunk as JSON (text record), see ChunkRow
 * - chunk-articles.bin: each article's summary as JSON (text record)
 */

/** A question ranks some tens of articles, and another one others: what is kept longer is memory alone. */
const KEPT_ARTICLES = 1024;

/** What is stored of a chunk beside its id and its article; sentences as start, end, start, end, … */
type ChunkRow = readonly [
	text: string,
	headings: readonly string[],
	start: number,
	end: number,
	sentences: readonly number[],
	sourceStart: number,
	sourceEnd: number,
	ordinal: number,
	prefix: string,
	suffix: string,
	fragment: string,
];

/** The sections of these chunks, in their order; equal articles are stored once. */
export function packChunks(chunks: readonly IndexedChunk[]): Map<string, Uint8Array> {
	const articles = new Map<string, number>();
	const articleOf = Uint32Array.from(chunks, ({ article }) => {
		const json = JSON.stringify(summaryInOrder(article));
		const number = articles.get(json) ?? articles.size;
		articles.set(json, number);
		return number;
	});
	const rows = chunks.map((chunk) => JSON.stringify(rowOfChunk(chunk)));
	return new Map([
		[
			"chunks.bin",
			writeSection([...packTexts(chunks.map(({ id }) => id)), articleOf, ...packTexts(rows)]),
		],
		["chunk-articles.bin", writeSection(packTexts([...articles.keys()]))],
	]);
}

/** Reads what {@link packChunks} wrote. */
export class ChunkRecords {
	readonly count: number;
	readonly #ids: TextRecords;
	readonly #articleOf: Uint32Array;
	readonly #rows: TextRecords;
	readonly #articles: TextRecords;
	/** Articles decoded lately: all chunks of one share its summary. */
	readonly #decoded = new Map<number, ArticleSummary>();

	/** @throws SiteciteError `index_corrupt` where the sizes of the sections do not fit together. */
	constructor(sections: Sections) {
		const chunks = new SectionReader("chunks.bin", sectionOf(sections, "chunks.bin"));
		this.count = chunks.peekLength() - 1;
		chunks.check(this.count >= 0, "it has no positions");
		this.#ids = TextRecords.read(chunks, this.count);
		this.#articleOf = chunks.uint32(this.count);
		this.#rows = TextRecords.read(chunks, this.count);
		chunks.end();
		const articles = new SectionReader(
			"chunk-articles.bin",
			sectionOf(sections, "chunk-articles.bin"),
		);
		this.#articles = TextRecords.read(articles, Math.max(0, articles.peekLength() - 1));
		articles.end();
		for (const article of this.#articleOf) {
			chunks.check(article < this.#articles.count, "it refers to a missing article");
		}
	}

	idAt(index: number): string {
		return this.#ids.at(index);
	}

	/** @throws SiteciteError `index_corrupt` where the stored chunk cannot be decoded. */
	chunkAt(index: number): IndexedChunk {
		const article = this.#articleAt(this.#articleOf[index] ?? 0);
		const row = parseJson("chunks.bin", this.#rows.at(index));
		if (!isChunkRow(row)) throw corruptSection("chunks.bin", `chunk ${index} is not one`);
		return chunkOfRow(this.#ids.at(index), row, article);
	}

	#articleAt(number: number): ArticleSummary {
		let article = this.#decoded.get(number);
		if (article === undefined) {
			const json = parseJson("chunk-articles.bin", this.#articles.at(number));
			if (!isSummary(json))
				throw corruptSection("chunk-articles.bin", `article ${number} is not one`);
			article = json;
			if (this.#decoded.size >= KEPT_ARTICLES) this.#decoded.clear();
			this.#decoded.set(number, article);
		}
		return article;
	}
}

function rowOfChunk(chunk: IndexedChunk): ChunkRow {
	const sentences = chunk.sentences.flatMap(({ start, end }) => [start, end]);
	return [
		...([chunk.text, chunk.headings, chunk.start, chunk.end, sentences] as const),
		...([chunk.source.start, chunk.source.end, chunk.ordinal] as const),
		...([chunk.prefix, chunk.suffix, chunk.fragment] as const),
	];
}

function chunkOfRow(id: string, row: ChunkRow, article: ArticleSummary): IndexedChunk {
	const [text, headings, start, end, sentences, sourceStart, sourceEnd, ordinal, ...rest] = row;
	return {
		id,
		articleId: article.id,
		text,
		headings,
		start,
		end,
		sentences: rangesOf(sentences),
		source: { start: sourceStart, end: sourceEnd },
		ordinal,
		article,
		prefix: rest[0],
		suffix: rest[1],
		fragment: rest[2],
	};
}

function rangesOf(positions: readonly number[]): TextRange[] {
	return Array.from({ length: positions.length / 2 }, (_, index) => ({
		start: positions[index * 2] ?? 0,
		end: positions[index * 2 + 1] ?? 0,
	}));
}

/** Whatever order the properties of a summary are in, equal ones give equal bytes. */
function summaryInOrder(article: ArticleSummary): ArticleSummary {
	const { id, title, url, authors, published, lang, tags, description, path } = article;
	const fields = Object.fromEntries(
		Object.entries(article.fields).sort(([a], [b]) => (a < b ? -1 : 1)),
	);
	return { id, title, url, authors, published, lang, tags, fields, description, path };
}

function parseJson(section: string, json: string): unknown {
	try {
		return JSON.parse(json);
	} catch (cause) {
		throw corruptSection(section, "it holds text that is no JSON", cause);
	}
}

/** The files' checksums vouch for the content; this catches sections of another build mixed in. */
function isChunkRow(row: unknown): row is ChunkRow {
	return (
		Array.isArray(row) && row.length === 11 && typeof row[0] === "string" && Array.isArray(row[4])
	);
}

function isSummary(summary: unknown): summary is ArticleSummary {
	return typeof summary === "object" && summary !== null && "id" in summary && "tags" in summary;
}
