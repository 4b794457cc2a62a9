/** One file's bytes to an `Article`, or to the reason why it is none. */

import { extname } from "node:path";
import type { Article } from "../domain/article.ts";
import { SiteciteError } from "../domain/errors.ts";
import { type ArticleFormat, formatOfExtension, SUPPORTED_EXTENSIONS } from "./article-format.ts";
import { articleId } from "./article-id.ts";
import type { ArticleSettings } from "./article-settings.ts";
import { articleUrl } from "./article-url.ts";
import { decodeText } from "./decode-text.ts";
import type { SourceFile } from "./find-files.ts";
import { parseHtml } from "./formats/html.ts";
import { parseMarkdown } from "./formats/markdown.ts";
import type { ParsedContent } from "./formats/parsed-content.ts";
import { parsePlainText } from "./formats/plain-text.ts";
import { type Fields, readFrontMatter } from "./front-matter.ts";
import { alignWords } from "./mapping/align-words.ts";
import { buildBody, type DraftBlock } from "./mapping/body-builder.ts";
import { firstStated } from "./metadata/article-metadata.ts";
import { dateOfFileName, parseDate } from "./metadata/dates.ts";
import {
	frontMatterMetadata,
	isDraft,
	isNoIndex,
	ownFields,
} from "./metadata/front-matter-metadata.ts";
import { parseLanguage } from "./metadata/languages.ts";
import { SkipFile, type SkippedFile } from "./skipped-file.ts";

/** Exactly one of `article` and `skipped` is null. */
export type ReadResult = { readonly file: SourceFile } & (
	| {
			readonly article: Article;
			readonly skipped: null;
			/** What of the file could not be read as meant: an invalid date, say. */
			readonly warnings: readonly string[];
	  }
	| { readonly article: null; readonly skipped: SkippedFile; readonly warnings: readonly string[] }
);

type ReadSettings = Pick<
	ArticleSettings,
	"baseUrl" | "lang" | "drafts" | "maxFileBytes" | "fields"
>;

/** Never throws for what is in the file: whatever is wrong with it is the result's reason. */
export function readArticle(
	file: SourceFile,
	bytes: Uint8Array,
	settings: ReadSettings,
): ReadResult {
	const warnings: string[] = [];
	try {
		const article = toArticle(file, bytes, settings, (message) => warnings.push(message));
		return { file, article, skipped: null, warnings };
	} catch (cause) {
		return { file, article: null, skipped: skippedFile(file, cause), warnings };
	}
}

/** The reason why a file was skipped, from the error that says so. */
export function skippedFile(file: SourceFile, cause: unknown): SkippedFile {
	if (cause instanceof SiteciteError) throw cause;
	if (cause instanceof SkipFile) {
		return { path: file.path, reason: cause.reason, message: cause.message };
	}
	const detail = cause instanceof Error ? cause.message : String(cause);
	return {
		path: file.path,
		reason: "unparsable",
		message: `The file could not be parsed: ${detail}. Correct or exclude it.`,
	};
}

function toArticle(
	file: SourceFile,
	bytes: Uint8Array,
	settings: ReadSettings,
	warn: (message: string) => void,
): Article {
	const format = formatOfExtension(extname(file.rootPath));
	if (format === null) {
		throw new SkipFile(
			"unsupported",
			`The file is none of ${SUPPORTED_EXTENSIONS.join(", ")}. Convert or exclude it.`,
		);
	}
	if (bytes.length > settings.maxFileBytes) throw tooLarge(bytes.length, settings.maxFileBytes);
	const { text: content } = decodeText(bytes, { html: format === "html" });
	if (content.trim() === "") throw new SkipFile("empty", "The file has nothing but white space.");
	const { fields, bodyStart } = readFrontMatter(content);
	checkPublished(fields, file, settings);
	const own = frontMatterMetadata(fields);
	const parsed = parseContent(format, content, bodyStart, own.title);
	if (parsed.noIndex) throw new SkipFile("noindex", "The page asks robots not to index it.");
	for (const warning of parsed.warnings) warn(warning);
	const body = buildBody(
		parsed.blocks.length > 0 ? parsed.blocks : summaryBlocks(content, bodyStart, own.description),
	);
	if (body.text === "") throw new SkipFile("no_body", "The file has no text besides its title.");
	const stated = firstStated([own, parsed.metadata]);
	const fileName = file.rootPath.split("/").at(-1) ?? file.rootPath;
	const published =
		readDate(stated.published, "publication date", warn) ?? dateOfFileName(fileName);
	const title = stated.title ?? titleOfPath(file.rootPath);
	const url = articleUrl(
		{
			...settings,
			fields,
			canonical: parsed.canonical,
			rootPath: file.rootPath,
			format,
			title,
			published,
		},
		warn,
	);
	return {
		id: articleId(file.path),
		title,
		url,
		authors: stated.authors,
		published,
		modified: readDate(stated.modified, "modification date", warn),
		lang: readLanguage(stated.lang, warn) ?? settings.lang,
		tags: stated.tags,
		fields: ownFields(fields, settings.fields),
		description: stated.description,
		...body,
		path: file.path,
	};
}

/** A post that is nothing but front matter (a link elsewhere, say) still says what it is about there. */
function summaryBlocks(
	content: string,
	bodyStart: number,
	description: string | null,
): readonly DraftBlock[] {
	const summary = description && alignWords(content, 0, bodyStart, description);
	return summary ? [{ kind: "standfirst", content: summary }] : [];
}

function parseContent(
	format: ArticleFormat,
	content: string,
	bodyStart: number,
	title: string | null,
): ParsedContent {
	switch (format) {
		case "plain-text":
			return parsePlainText(content, bodyStart);
		case "markdown":
		case "mdx":
			return parseMarkdown(content, bodyStart, title, { mdx: format === "mdx" });
		case "html":
			return parseHtml(content, bodyStart);
	}
}

/**
 * Dates decide nothing: whether an article is read depends on what is written, not on the day of the
 * build, so that equal input gives an equal index. `publishDate` and `expiryDate` are metadata.
 */
function checkPublished(fields: Fields, file: SourceFile, settings: ReadSettings): void {
	const isInDrafts = file.rootPath.split("/").includes("_drafts");
	if (!settings.drafts && (isDraft(fields) || isInDrafts)) {
		throw new SkipFile("draft", "The article is a draft. Include drafts to read it.");
	}
	if (isNoIndex(fields)) throw new SkipFile("noindex", "The front matter keeps it out of search.");
}

/** The error of a file that is larger than the settings allow. */
export function tooLarge(sizeBytes: number, maxFileBytes: number): SkipFile {
	return new SkipFile(
		"too_large",
		`The file has ${sizeBytes} bytes, more than the ${maxFileBytes} allowed. Split it, exclude it, or raise the limit.`,
	);
}

function readDate(
	text: string | null,
	name: string,
	warn: (message: string) => void,
): string | null {
	if (text === null) return null;
	const date = parseDate(text);
	if (date === null) {
		warn(
			`The ${name} "${text.slice(0, 80)}" cannot be read and was left out. Write it as 2021-03-05.`,
		);
	}
	return date;
}

function readLanguage(text: string | null, warn: (message: string) => void): string | null {
	if (text === null) return null;
	const lang = parseLanguage(text);
	if (lang === null) {
		warn(
			`The language "${text.slice(0, 80)}" is no BCP 47 tag and was left out. Write it as en or pt-BR.`,
		);
	}
	return lang;
}

/** `2019-01-05-two-hurdles.md` as `Two hurdles`; an index has its folder's name. */
function titleOfPath(rootPath: string): string {
	const segments = rootPath.replace(/\.[^./]*$/, "").split("/");
	const last = segments.pop() ?? "";
	const name = /^(?:_?index|readme)$/i.test(last) ? (segments.pop() ?? last) : last;
	const words =
		name
			.replace(/^\d{4}-\d{2}-\d{2}[-_]?/, "")
			.replace(/[-_\s]+/g, " ")
			.trim() || name;
	return words.charAt(0).toUpperCase() + words.slice(1);
}
