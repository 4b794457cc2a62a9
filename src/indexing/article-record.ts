/** An article as one record on disk: JSON with the source map as a flat list of small numbers. */

import { z } from "zod";
import type { Article, Block } from "../domain/article.ts";
import type { SourceMap, SourceSegment } from "../domain/source-map.ts";

/** Kind, start, end, the level of a heading (else 0 or nothing), and 1 for a block after a gap. */
const blockSchema = z.tuple([
	z.enum(["heading", "standfirst", "paragraph", "list", "quote", "code", "table"]),
	z.int(),
	z.int(),
	z.int().optional(),
	z.literal(1).optional(),
]);

const recordSchema = z.object({
	id: z.string(),
	title: z.string(),
	url: z.string(),
	authors: z.array(z.string()),
	published: z.string().nullable(),
	modified: z.string().nullable(),
	lang: z.string().nullable(),
	tags: z.array(z.string()),
	fields: z.record(z.string(), z.array(z.string())),
	description: z.string().nullable(),
	path: z.string(),
	text: z.string(),
	blocks: z.array(blockSchema),
	/** Four numbers a segment, see {@link flatten}. */
	map: z.array(z.int()).refine((map) => map.length % 4 === 0),
});

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The record's bytes: equal articles give equal bytes. */
export function encodeArticle(article: Article): Uint8Array {
	const record: z.infer<typeof recordSchema> = {
		id: article.id,
		title: article.title,
		url: article.url,
		authors: [...article.authors],
		published: article.published,
		modified: article.modified,
		lang: article.lang,
		tags: [...article.tags],
		fields: Object.fromEntries(
			Object.entries(article.fields).map(([name, all]) => [name, [...all]]),
		),
		description: article.description,
		path: article.path,
		text: article.text,
		blocks: article.blocks.map(flattenBlock),
		map: flatten(article.sourceMap),
	};
	// JSON writes lone surrogates as escapes, so any string survives UTF-8.
	return encoder.encode(JSON.stringify(record));
}

/** The article of a record. @throws Error where `bytes` are no record. */
export function decodeArticle(bytes: Uint8Array): Article {
	const { map, blocks, ...rest } = recordSchema.parse(JSON.parse(decoder.decode(bytes)));
	return {
		...rest,
		blocks: blocks.map(([kind, start, end, level, gap]) => ({
			kind,
			start,
			end,
			...(level && { level }),
			...(gap && { afterGap: true }),
		})),
		sourceMap: unflatten(map),
	};
}

function flattenBlock({ kind, start, end, level, afterGap }: Block): z.infer<typeof blockSchema> {
	if (afterGap) return [kind, start, end, level ?? 0, 1];
	return level === undefined ? [kind, start, end] : [kind, start, end, level];
}

/**
 * Per segment: what was skipped and what is covered, first in the canonical text, then in the file. Differences stay
 * one or two digits long where positions would have five.
 */
function flatten(map: SourceMap): number[] {
	const flat: number[] = [];
	let end = 0;
	let sourceEnd = 0;
	for (const segment of map) {
		flat.push(
			segment.start - end,
			segment.end - segment.start,
			segment.sourceStart - sourceEnd,
			segment.sourceEnd - segment.sourceStart,
		);
		({ end, sourceEnd } = segment);
	}
	return flat;
}

function unflatten(flat: readonly number[]): SourceMap {
	const map: SourceSegment[] = [];
	let end = 0;
	let sourceEnd = 0;
	for (let i = 0; i + 3 < flat.length; i += 4) {
		const start = end + (flat[i] ?? 0);
		const sourceStart = sourceEnd + (flat[i + 2] ?? 0);
		end = start + (flat[i + 1] ?? 0);
		sourceEnd = sourceStart + (flat[i + 3] ?? 0);
		map.push({ start, end, sourceStart, sourceEnd });
	}
	return map;
}
