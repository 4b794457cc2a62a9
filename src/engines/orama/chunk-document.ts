/** A chunk as an Orama document, and back. */

import type { ArticleSummary, IndexedChunk } from "../../domain/indexed-chunk.ts";
import type { TextRange } from "../../domain/text-range.ts";
import { fieldsOfValues, fieldValues } from "./own-fields.ts";
import { publicationDay, yearOf } from "./publication-day.ts";

/** What a citation needs beyond the properties that are searched and filtered by. */
export interface ChunkDetails extends TextRange {
	readonly sentences: readonly TextRange[];
	readonly source: TextRange;
	readonly ordinal: number;
	readonly prefix: string;
	readonly suffix: string;
	readonly fragment: string;
	/** The article's date as it states it. */
	readonly publishedAt: string | null;
	readonly description: string | null;
}

/** The document of a chunk; see {@link import("./schema.ts").ChunkSchema} for the indexed properties. */
export interface ChunkDocument {
	id: string;
	lang?: string;
	title: string;
	headings: string[];
	text: string;
	articleId: string;
	url: string;
	path: string;
	tags: string[];
	authors: string[];
	sections: string[];
	fields: string[];
	year?: string;
	published?: number;
	embedding?: number[];
	details: ChunkDetails;
}

/** The document of a chunk, without an embedding where the vector is null. */
export function documentOfChunk(chunk: IndexedChunk, vector: Float32Array | null): ChunkDocument {
	const { article } = chunk;
	const day = publicationDay(article.published);
	return {
		id: chunk.id,
		...(article.lang === null ? {} : { lang: article.lang }),
		title: article.title,
		headings: [...chunk.headings],
		text: chunk.text,
		articleId: article.id,
		url: article.url,
		path: article.path,
		tags: [...article.tags],
		authors: [...article.authors],
		sections: [...new Set(chunk.headings)],
		fields: fieldValues(article.fields),
		...(day === null ? {} : { year: yearOf(day), published: day }),
		...(vector === null ? {} : { embedding: Array.from(vector) }),
		details: {
			start: chunk.start,
			end: chunk.end,
			sentences: chunk.sentences,
			source: chunk.source,
			ordinal: chunk.ordinal,
			prefix: chunk.prefix,
			suffix: chunk.suffix,
			fragment: chunk.fragment,
			publishedAt: article.published,
			description: article.description,
		},
	};
}

/**
 * The chunk of a document. One that was inserted by hand without `details`, or whose text was
 * changed since, is taken as an article of its own: its text, in one piece, from position 0.
 */
export function chunkOfDocument(
	document: Readonly<Partial<ChunkDocument>> & { id: string },
): IndexedChunk {
	const text = document.text ?? "";
	const { details } = document;
	const isWhole = details === undefined || details.end - details.start !== text.length;
	const place = isWhole ? wholeText(text) : details;
	const article = articleOfDocument(document);
	return {
		id: document.id,
		articleId: article.id,
		text,
		headings: document.headings ?? [],
		start: place.start,
		end: place.end,
		sentences: place.sentences,
		source: place.source,
		ordinal: place.ordinal,
		article,
		prefix: place.prefix,
		suffix: place.suffix,
		fragment: place.fragment,
	};
}

function articleOfDocument(
	document: Readonly<Partial<ChunkDocument>> & { id: string },
): ArticleSummary {
	const { published, details } = document;
	const date = new Date(published ?? Number.NaN);
	const day = Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
	const stated = details?.publishedAt ?? null;
	return {
		id: document.articleId ?? document.id,
		title: document.title ?? "",
		url: document.url ?? "",
		authors: document.authors ?? [],
		// The stated date has a time of day and an offset that the indexed day has not.
		published: publicationDay(stated) === (published ?? null) ? stated : day,
		lang: document.lang ?? null,
		tags: document.tags ?? [],
		fields: fieldsOfValues(document.fields ?? []),
		description: details?.description ?? null,
		path: document.path ?? "",
	};
}

function wholeText(text: string): Omit<ChunkDetails, "publishedAt" | "description"> {
	const range = { start: 0, end: text.length };
	return {
		...range,
		sentences: [range],
		source: range,
		ordinal: 0,
		prefix: "",
		suffix: "",
		fragment: "",
	};
}
