/** Finds the files that may be articles: a walk in stable order that never leaves its root. */

import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { SiteciteError } from "../domain/errors.ts";
import { formatOfExtension } from "./article-format.ts";
import type { ArticleSettings } from "./article-settings.ts";
import type { SkippedFile } from "./skipped-file.ts";

export interface SourceFile {
	/** As `Article.path`: relative to the working folder, `/` as separator. Unique in a build. */
	readonly path: string;
	readonly absolutePath: string;
	/** Path below the root it was found in, `/` as separator; the file's name for a root that is a file. */
	readonly rootPath: string;
	readonly sizeBytes: number;
}

export interface FoundFiles {
	/** Ordered by path (by UTF-16 code unit, the same on every machine). */
	readonly files: readonly SourceFile[];
	/** Folders and links that were not entered, by path. */
	readonly skipped: readonly SkippedFile[];
}

/**
 * Below a root no symbolic link is followed: a target inside the root is found by itself, a target
 * outside is not the root's. Dot files, dot folders and `node_modules` are left out.
 *
 * @throws SiteciteError `article_unreadable` where a root does not exist or cannot be read.
 */
export async function findFiles(settings: ArticleSettings): Promise<FoundFiles> {
	const files = new Map<string, SourceFile>();
	const skipped = new Map<string, SkippedFile>();
	const isIncluded = picomatch([...settings.include]);
	const isExcluded = picomatch([...settings.exclude]);
	for (const root of settings.roots) {
		const absoluteRoot = await resolveRoot(root, settings.workingFolder);
		const walk: Walk = { settings, isIncluded, isExcluded, root: absoluteRoot, files, skipped };
		const status = await stat(absoluteRoot);
		if (status.isDirectory()) await walkFolder(walk, absoluteRoot);
		else addFile(walk, absoluteRoot, basename(absoluteRoot), status.size);
	}
	return { files: sortByPath(files.values()), skipped: sortByPath(skipped.values()) };
}

interface Walk {
	readonly settings: ArticleSettings;
	readonly isIncluded: (path: string) => boolean;
	readonly isExcluded: (path: string) => boolean;
	readonly root: string;
	/** By absolute path, so that overlapping roots give each file once. */
	readonly files: Map<string, SourceFile>;
	readonly skipped: Map<string, SkippedFile>;
}

async function resolveRoot(root: string, workingFolder: string): Promise<string> {
	const absolute = resolve(workingFolder, root);
	try {
		const target = await realpath(absolute);
		// A link is resolved only where the root itself is one, so that paths stay as the owner knows them.
		return (await lstat(absolute)).isSymbolicLink() ? target : absolute;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === "ENOENT") {
			throw new SiteciteError(
				"article_unreadable",
				`There is no "${root}" to read articles from (${absolute}). Name the folder that has them: sitecite build FOLDER, or "articles" in sitecite.config.json.`,
				{ cause },
			);
		}
		throw new SiteciteError(
			"article_unreadable",
			`Cannot read the articles in "${root}" (${absolute}): ${messageOf(cause)}. Check the path and its permissions.`,
			{ cause },
		);
	}
}

async function walkFolder(walk: Walk, folder: string): Promise<void> {
	const pending = [folder];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const current = next;
		const entries = await readdir(current, { withFileTypes: true }).catch((cause: unknown) => {
			skip(walk, current, "unreadable", `Cannot list the folder: ${messageOf(cause)}.`);
			return [];
		});
		for (const entry of entries) {
			const absolute = join(current, entry.name);
			const rootPath = toSlashes(relative(walk.root, absolute));
			if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
			if (walk.isExcluded(rootPath) || walk.isExcluded(`${rootPath}/`)) continue;
			if (entry.isSymbolicLink()) {
				skip(walk, absolute, "symlink", "Symbolic links below a root are not followed.");
			} else if (entry.isDirectory()) {
				pending.push(absolute);
			} else if (entry.isFile() && isArticle(walk, rootPath)) {
				await addFoundFile(walk, absolute, rootPath);
			}
		}
	}
}

function isArticle(walk: Walk, rootPath: string): boolean {
	return formatOfExtension(extname(rootPath)) !== null && walk.isIncluded(rootPath);
}

async function addFoundFile(walk: Walk, absolute: string, rootPath: string): Promise<void> {
	try {
		addFile(walk, absolute, rootPath, (await lstat(absolute)).size);
	} catch (cause) {
		skip(walk, absolute, "unreadable", `Cannot read the file: ${messageOf(cause)}.`);
	}
}

function addFile(walk: Walk, absolutePath: string, rootPath: string, sizeBytes: number): void {
	if (walk.files.has(absolutePath)) return;
	const path = pathOf(walk, absolutePath);
	walk.files.set(absolutePath, { path, absolutePath, rootPath, sizeBytes });
}

function skip(walk: Walk, absolute: string, reason: SkippedFile["reason"], message: string): void {
	walk.skipped.set(absolute, { path: pathOf(walk, absolute), reason, message });
}

function pathOf(walk: Walk, absolute: string): string {
	return toSlashes(relative(walk.settings.workingFolder, absolute)) || ".";
}

function toSlashes(path: string): string {
	return sep === "/" ? path : path.split(sep).join("/");
}

function sortByPath<T extends { readonly path: string }>(entries: Iterable<T>): T[] {
	return [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function messageOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}
