/** Files to articles, one after the other: a build holds one file at a time. */

import { readFile } from "node:fs/promises";
import type { ArticleSettings } from "./article-settings.ts";
import { findFiles, type SourceFile } from "./find-files.ts";
import { type ReadResult, readArticle, skippedFile, tooLarge } from "./read-article.ts";
import { SkipFile } from "./skipped-file.ts";

/** A file whose bytes may have been read already: then they are not read again. */
export interface ReadableFile extends SourceFile {
	readonly bytes?: Uint8Array;
}

/**
 * Every file's article or the reason why it has none, in the order of `files`.
 *
 * @param files as `findFiles` gives them (the default), in any order, also as a stream.
 * @param signal ends the reading with its reason.
 * @throws SiteciteError `article_unreadable` where a root cannot be read (only without `files`).
 */
export async function* readArticles(
	settings: ArticleSettings,
	files?: Iterable<ReadableFile> | AsyncIterable<ReadableFile>,
	signal?: AbortSignal,
): AsyncGenerator<ReadResult> {
	for await (const file of files ?? (await findFiles(settings)).files) {
		signal?.throwIfAborted();
		yield await readFileAsArticle(file, settings);
	}
}

/** Bytes of a file within the size limit. @throws SkipFile `unreadable` or `too_large`. */
async function readBytes(file: SourceFile, maxFileBytes: number): Promise<Uint8Array> {
	if (file.sizeBytes > maxFileBytes) throw tooLarge(file.sizeBytes, maxFileBytes);
	try {
		return await readFile(file.absolutePath);
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		throw new SkipFile(
			"unreadable",
			`The file cannot be read: ${detail}. Check that it exists and its permissions.`,
			{ cause },
		);
	}
}

async function readFileAsArticle(
	file: ReadableFile,
	settings: ArticleSettings,
): Promise<ReadResult> {
	let bytes = file.bytes;
	if (bytes === undefined) {
		try {
			bytes = await readBytes(file, settings.maxFileBytes);
		} catch (cause) {
			return { file, article: null, skipped: skippedFile(file, cause), warnings: [] };
		}
	}
	return readArticle(file, bytes, settings);
}
