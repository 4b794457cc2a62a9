/** What the reading of articles can be told, and the defaults. */

export interface ArticleSettings {
	/** Folders or single files, absolute or relative to `workingFolder`. */
	readonly roots: readonly string[];
	/** Absolute; `Article.path` is relative to it, with `/` as separator. */
	readonly workingFolder: string;
	/** Globs (picomatch) relative to the root; a file needs a supported extension besides. */
	readonly include: readonly string[];
	/** Globs relative to the root; a folder that matches is not entered. */
	readonly exclude: readonly string[];
	/** Where the articles are published, `https://example.org/blog/`, or null: URLs start with `/`. */
	readonly baseUrl: string | null;
	/** Larger files are reported, not read. */
	readonly maxFileBytes: number;
	/** BCP 47 tag for articles that name no language. */
	readonly lang: string | null;
	/** Whether drafts are articles too. */
	readonly drafts: boolean;
	/** Names of front-matter fields to keep beside the usual ones. */
	readonly fields: readonly string[];
}

/**
 * `maxFileBytes` is 20 MiB: the longest novels are 3 MB of text, so larger files are dumps or data.
 */
export const DEFAULT_ARTICLE_SETTINGS: Omit<ArticleSettings, "roots" | "workingFolder"> = {
	include: ["**"],
	exclude: [],
	baseUrl: null,
	maxFileBytes: 20 * 1024 * 1024,
	lang: null,
	drafts: false,
	fields: [],
};
