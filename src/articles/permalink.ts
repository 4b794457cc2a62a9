/** Permalink patterns of Jekyll, Hexo and Hugo: `/:year/:month/:title/`. */

import type { Fields, FieldValue } from "./front-matter.ts";
import { fieldOf, textOf } from "./metadata/front-matter-metadata.ts";

interface PermalinkSources {
	readonly fields: Fields;
	readonly rootPath: string;
	readonly title: string;
	readonly published: string | null;
}

/** Jekyll's named styles (jekyllrb.com/docs/permalinks). */
const STYLES: ReadonlyMap<string, string> = new Map([
	["date", "/:categories/:year/:month/:day/:title.html"],
	["pretty", "/:categories/:year/:month/:day/:title/"],
	["ordinal", "/:categories/:year/:y_day/:title.html"],
	["none", "/:categories/:title.html"],
]);

/** The path, or null where the pattern needs the site generator: a template, or an unknown name. */
export function expandPermalink(permalink: string, sources: PermalinkSources): string | null {
	const pattern = STYLES.get(permalink) ?? permalink;
	if (/\{\{|\{%|\$\{/.test(pattern)) return null;
	if (!pattern.includes(":") || /^[a-z][a-z0-9+.-]*:\/\//i.test(pattern)) return pattern;
	let complete = true;
	const path = pattern.replace(/:([a-z_]+)/g, (_, name: string) => {
		const value = placeholder(name, sources);
		if (value === null) complete = false;
		return value ?? "";
	});
	return complete ? path.replace(/\/{2,}/g, "/") : null;
}

function placeholder(name: string, sources: PermalinkSources): string | null {
	const [year, month, day] = (sources.published ?? "").slice(0, 10).split("-");
	const [hour, minute, second] = (sources.published ?? "").slice(11, 19).split(":");
	switch (name) {
		case "year":
			return year || null;
		case "short_year":
			return year?.slice(2) || null;
		case "month":
			return month ?? null;
		case "i_month":
			return month === undefined ? null : String(Number(month));
		case "day":
			return day ?? null;
		case "i_day":
			return day === undefined ? null : String(Number(day));
		case "y_day":
			return dayOfYear(year, month, day);
		case "hour":
			return hour || "00";
		case "minute":
			return minute ?? "00";
		case "second":
			return second ?? "00";
		case "title":
		case "slug":
		case "contentbasename":
		case "slugorcontentbasename":
			return textOf(fieldOf(sources.fields, ["slug"])) ?? baseName(sources.rootPath);
		case "name":
		case "basename":
		case "filename":
			return baseName(sources.rootPath);
		case "path":
		case "sections":
			return folderOf(sources.rootPath);
		case "categories":
		case "category":
			return categoriesOf(fieldOf(sources.fields, ["categories", "category"]));
		case "output_ext":
			return ".html";
		default:
			return null;
	}
}

/** The file's name without date and extension; for an index the folder's name. */
function baseName(rootPath: string): string {
	const segments = rootPath.split("/");
	const name = (segments.pop() ?? "").replace(/\.[^.]*$/, "");
	const own = /^_?index$/i.test(name) ? (segments.pop() ?? name) : name;
	return own.replace(/^\d{4}-\d{2}-\d{2}-/, "");
}

function folderOf(rootPath: string): string {
	return rootPath.split("/").slice(0, -1).join("/");
}

function categoriesOf(value: FieldValue | undefined): string {
	if (value === undefined) return "";
	if (typeof value === "string") return slugify(value.split(/[\s,]+/).join("/"));
	if (value instanceof Map) return "";
	return (value as readonly FieldValue[])
		.filter((entry) => typeof entry === "string")
		.map(slugify)
		.join("/");
}

function slugify(text: string): string {
	return text.trim().toLowerCase().replace(/\s+/g, "-");
}

function dayOfYear(
	year: string | undefined,
	month: string | undefined,
	day: string | undefined,
): string | null {
	if (month === undefined || day === undefined) return null;
	const start = Date.UTC(Number(year), 0, 1);
	const elapsed = Date.UTC(Number(year), Number(month) - 1, Number(day)) - start;
	return String(elapsed / 86_400_000 + 1).padStart(3, "0");
}
