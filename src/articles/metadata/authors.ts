/** Author names out of the forms front matter, JSON-LD and bylines give them in. */

import type { FieldValue } from "../front-matter.ts";

/** Names in order, each once. Takes a string, a list, `{ name }`, or a table of such. */
export function readAuthors(value: FieldValue | undefined): string[] {
	return [...new Set(namesOf(value, 0))];
}

/** One name for most texts; several where the text lists them with `,`, `;`, `&` or `and`. */
export function splitAuthors(text: string): string[] {
	const names = text
		.replace(/^\s*(?:by|von|par|por|di)\s*:?\s+(?=\p{Lu})/iu, "")
		.split(/\s*(?:;|&|\s(?:and|und|et|y)\s)\s*/u)
		.flatMap(splitAtCommas)
		.map(cleanName);
	return names.filter((name) => name !== "");
}

/** `Doe, Jane` and `Jane Doe, PhD` are one name; `Jane Doe, John Roe` are two. */
function splitAtCommas(text: string): string[] {
	const parts = text.split(/\s*,\s*/).filter((part) => part !== "");
	return parts.every((part) => /\S\s+\S/.test(part)) ? parts : [parts.join(", ")];
}

/** Without the mail address of `Jane Doe <jane@example.org>` and `jane@example.org (Jane Doe)`. */
function cleanName(text: string): string {
	const inBrackets = /^\S+@\S+\s+\(([^()]+)\)$/.exec(text.trim())?.[1];
	return (inBrackets ?? text.replace(/\s*<[^<>]*>\s*$/, "")).replace(/\s+/g, " ").trim();
}

/** Deeper nesting than any generator writes ends the search. */
const MAX_DEPTH = 4;

function namesOf(value: FieldValue | undefined, depth: number): string[] {
	if (value === undefined || depth > MAX_DEPTH) return [];
	if (typeof value === "string") return splitAuthors(value);
	if (Array.isArray(value)) {
		// The entries of a list are names already: `Doe, Jane` is one.
		return value.flatMap((entry: FieldValue) =>
			typeof entry === "string" ? [cleanName(entry)].filter(Boolean) : namesOf(entry, depth + 1),
		);
	}
	if (!(value instanceof Map)) return [];
	const name = value.get("name") ?? value.get("title") ?? value.get("fullname");
	if (typeof name === "string") return [cleanName(name)].filter(Boolean);
	const first = value.get("firstname") ?? value.get("given") ?? value.get("givenname");
	const last = value.get("lastname") ?? value.get("family") ?? value.get("familyname");
	if (typeof first === "string" || typeof last === "string") {
		return [[first, last].filter((part) => typeof part === "string").join(" ")];
	}
	return [...value.values()].flatMap((entry: FieldValue) =>
		typeof entry === "string" ? [] : namesOf(entry, depth + 1),
	);
}
