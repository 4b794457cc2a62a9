/**
 * The URL an article is published under: what its front matter says, else its path with pretty-URL
 * rules. Rules of the generators, each by its own documentation: Hugo and Jekyll `url` and `permalink`
 * name the whole path; `slug` replaces the last segment, or is the whole path where it starts with `/`
 * (Docusaurus); so does Docusaurus' `id`.
 */

import type { ArticleFormat } from "./article-format.ts";
import type { Fields } from "./front-matter.ts";
import { fieldOf, isFalse, textOf } from "./metadata/front-matter-metadata.ts";
import { expandPermalink } from "./permalink.ts";

export interface UrlSources {
	readonly fields: Fields;
	/** `link[rel=canonical]` of an HTML file. */
	readonly canonical: string | null;
	/** As `SourceFile.rootPath`. */
	readonly rootPath: string;
	readonly format: ArticleFormat;
	readonly title: string;
	/** ISO 8601. */
	readonly published: string | null;
	readonly baseUrl: string | null;
}

/**
 * Absolute where the base URL is known or the article names an absolute one, else starting with `/`.
 *
 * @param warn is told of a URL that cannot be read, and ignored.
 */
export function articleUrl(sources: UrlSources, warn: (message: string) => void): string {
	const own = filePath(sources.rootPath, sources.format);
	if (sources.canonical !== null) {
		const canonical = resolveCanonical(sources.canonical, own, sources.baseUrl);
		if (canonical !== null) return canonical;
		warn(
			`The canonical link "${sources.canonical}" is no web address; the file's path is used instead.`,
		);
	}
	const stated = textOf(fieldOf(sources.fields, ["url"])) ?? permalinkOf(sources, warn);
	if (stated !== null) {
		const url = isAbsolute(stated)
			? webAddress(stated)
			: publish(withoutIndex(encodeWritten(leadingSlash(stated))), sources.baseUrl);
		if (url !== null) return url;
		warn(`The URL "${stated}" is no web address; the file's path is used instead.`);
	}
	const slug = textOf(fieldOf(sources.fields, ["slug"])) ?? docusaurusId(sources.fields);
	if (slug === null) return publish(own, sources.baseUrl);
	const url = isAbsolute(slug) ? webAddress(slug) : publish(withSlug(own, slug), sources.baseUrl);
	if (url !== null) return url;
	warn(`The slug "${slug}" is no web address; the file's path is used instead.`);
	return publish(own, sources.baseUrl);
}

/** Pretty-URL rules: an index stands for its folder, Markdown and text lose their extension. */
function filePath(rootPath: string, format: ArticleFormat): string {
	const segments = rootPath.split("/");
	const fileName = segments.pop() ?? "";
	const name = fileName.replace(/\.[^.]*$/, "");
	const folders = segments.map(encodeURIComponent);
	if (/^(?:_?index|readme)$/i.test(name)) return slashed(folders);
	// Every static server answers `/page.html`; `/page/` only where the generator wrote a folder.
	if (format === "html") return `/${[...folders, encodeURIComponent(fileName)].join("/")}`;
	const post = /^(\d{4})-(\d{2})-(\d{2})-(.+)$/.exec(name);
	const posts = segments.lastIndexOf("_posts");
	if (post !== null && posts >= 0) {
		// Jekyll's "pretty" style: folders around `_posts` are categories, the date becomes folders.
		const categories = folders.filter((_, index) => index !== posts);
		return slashed([...categories, ...post.slice(1).map(encodeURIComponent)]);
	}
	return slashed([...folders, encodeURIComponent(name)]);
}

function slashed(segments: readonly string[]): string {
	return segments.length === 0 ? "/" : `/${segments.join("/")}/`;
}

function permalinkOf(sources: UrlSources, warn: (message: string) => void): string | null {
	const value = fieldOf(sources.fields, ["permalink"]);
	// `permalink: false` means "no page": such an article is read only where drafts are.
	if (value === undefined || isFalse(value)) return null;
	const text = textOf(value);
	const expanded = text === null ? null : expandPermalink(text, sources);
	if (expanded === null) {
		warn("The permalink is computed by the site generator; the file's path is used instead.");
	}
	return expanded;
}

/** Docusaurus' `id` names the page; a number or a hash is another generator's, and names nothing. */
function docusaurusId(fields: Fields): string | null {
	const id = textOf(fieldOf(fields, ["id"]));
	if (id === null || !/^[a-z][a-z0-9_-]*$/i.test(id) || /^[0-9a-f-]{8,}$/i.test(id)) return null;
	return id;
}

function withSlug(own: string, slug: string): string {
	const encoded = encodeWritten(slug.replace(/^\.\//, ""));
	const path = encoded.startsWith("/") ? encoded : own.replace(/[^/]*\/?$/, encoded);
	return withoutIndex(leadingSlash(path.endsWith("/") ? path : `${path}/`));
}

/** Percent-encodes what a URL cannot hold, and nothing that is encoded already. */
function encodeWritten(path: string): string {
	const url = parseUrl(`https://example.invalid${path.startsWith("/") ? "" : "/"}${path}`);
	if (url === null) return path;
	const encoded = `${url.pathname}${url.search}`;
	return path.startsWith("/") ? encoded : encoded.slice(1);
}

function withoutIndex(path: string): string {
	return path.replace(/\/index\.html?$/i, "/");
}

/** One slash, because a browser takes two for the start of another host. */
function leadingSlash(path: string): string {
	return `/${path.replace(/^[/\\]+/, "")}`;
}

function publish(path: string, baseUrl: string | null): string {
	// Dots may have left several slashes.
	const absolute = leadingSlash(path);
	if (baseUrl === null) return absolute;
	// The dot keeps what stands before a colon from being read as a scheme.
	return new URL(`.${absolute}`, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`).href;
}

function resolveCanonical(canonical: string, own: string, baseUrl: string | null): string | null {
	if (baseUrl !== null) return webAddress(canonical, publish(own, baseUrl));
	if (isAbsolute(canonical)) return webAddress(canonical);
	const resolved = parseUrl(canonical, `https://example.invalid${own}`);
	if (resolved?.origin !== "https://example.invalid") return null;
	return leadingSlash(`${resolved.pathname}${resolved.search}`);
}

/** Whether the URL names a scheme or a host, or has control characters, which may hide one. */
function isAbsolute(url: string): boolean {
	return /^(?:[a-z][a-z0-9+.-]*:|\/\/)|\p{Cc}/iu.test(url);
}

/** The URL where it leads to a page: what a link to `javascript:` or `file:` does is not showing one. */
function webAddress(url: string, base?: string): string | null {
	const parsed = parseUrl(url, base);
	return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

function parseUrl(url: string, base?: string): URL | null {
	return URL.canParse(url, base) ? new URL(url, base) : null;
}
