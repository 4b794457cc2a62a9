/** Which file name extension is read as which format. */

export type ArticleFormat = "plain-text" | "markdown" | "mdx" | "html";

const FORMATS: ReadonlyMap<string, ArticleFormat> = new Map([
	[".txt", "plain-text"],
	[".text", "plain-text"],
	[".md", "markdown"],
	[".markdown", "markdown"],
	[".mdown", "markdown"],
	[".mkd", "markdown"],
	[".mdx", "mdx"],
	[".html", "html"],
	[".htm", "html"],
	[".xhtml", "html"],
]);

/** The format of an extension (`.md`, any case), or null where it is none of ours. */
export function formatOfExtension(extension: string): ArticleFormat | null {
	return FORMATS.get(extension.toLowerCase()) ?? null;
}

/** Every extension that is read, with its dot, in lower case. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [...FORMATS.keys()];
