/** Front matter: the YAML (`---`) or TOML (`+++`) at the head of a file, as plain text values. */

import { parse as parseToml, TomlDate, TomlError } from "smol-toml";
import { LineCounter, parseDocument } from "yaml";
import { SkipFile } from "./skipped-file.ts";

/** Scalars are kept as written: `1.10`, `2021-03-05` and `yes` lose nothing by being read as text. */
export type FieldValue = string | readonly FieldValue[] | Fields;

/** Keys in lower case without `-` and `_`: `pubDate`, `pub_date` and `Pub-Date` are one. */
export type Fields = ReadonlyMap<string, FieldValue>;

export interface FrontMatter {
	readonly fields: Fields;
	/** Where the body starts in the file. */
	readonly bodyStart: number;
}

const NO_FIELDS: Fields = new Map();

/** Deeper nesting is no metadata; the bound keeps the conversion off the end of the stack. */
const MAX_DEPTH = 20;

/**
 * The front matter of a file, empty where it has none: an opening `---` that nothing closes, or that
 * encloses no mapping, is a rule of the text.
 *
 * @throws SkipFile `front_matter_invalid`, naming the line.
 */
export function readFrontMatter(content: string): FrontMatter {
	const bodyStart = content.charCodeAt(0) === 0xfeff ? 1 : 0;
	const none: FrontMatter = { fields: NO_FIELDS, bodyStart };
	// Hugo reads it below blank lines, too.
	const start = content.length - content.slice(bodyStart).trimStart().length;
	const fence = content.slice(start, start + 3);
	if (fence !== "---" && fence !== "+++") return none;
	const openEnd = endOfLine(content, start);
	if (content.slice(start + 3, openEnd).trim() !== "") return none;
	const innerStart = startOfNextLine(content, openEnd);
	const close = findClosing(content, innerStart, fence);
	if (close === null) return none;
	const inner = content.slice(innerStart, close.start);
	const fields = fence === "---" ? readYaml(inner) : readToml(inner);
	return fields === null ? none : { fields, bodyStart: close.end };
}

/** The key as `Fields` holds it. */
export function fieldKey(name: string): string {
	return name.toLowerCase().replace(/[-_\s]/g, "");
}

function findClosing(
	content: string,
	from: number,
	fence: string,
): { start: number; end: number } | null {
	for (let start = from; start < content.length; ) {
		const end = endOfLine(content, start);
		const isFence = content.startsWith(fence, start) || isYamlEnd(content, start, fence);
		if (isFence && content.slice(start + 3, end).trim() === "") {
			return { start, end: startOfNextLine(content, end) };
		}
		start = startOfNextLine(content, end);
	}
	return null;
}

/** YAML documents may end with `...` too. */
function isYamlEnd(content: string, start: number, fence: string): boolean {
	return fence === "---" && content.startsWith("...", start);
}

function readYaml(text: string): Fields | null {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {
		schema: "failsafe",
		merge: true,
		uniqueKeys: false,
		logLevel: "silent",
		lineCounter,
		prettyErrors: false,
	});
	const error = document.errors[0];
	if (error !== undefined) {
		// One line for the opening fence, which is not part of the YAML.
		const line = lineCounter.linePos(error.pos[0]).line + 1;
		throw invalid("YAML", line, error.message, error);
	}
	let value: unknown;
	try {
		value = document.toJS({ mapAsMap: true });
	} catch (cause) {
		throw invalid("YAML", 2, messageOf(cause), cause);
	}
	if (value === null || value === undefined || value === "") return NO_FIELDS;
	return value instanceof Map ? toFields(value, 0) : null;
}

function readToml(text: string): Fields {
	try {
		return toFields(Object.entries(parseToml(text)), 0);
	} catch (cause) {
		const line = cause instanceof TomlError ? cause.line + 1 : 2;
		throw invalid("TOML", line, messageOf(cause).split("\n")[0] ?? "", cause);
	}
}

function toFields(entries: Iterable<[unknown, unknown]>, depth: number): Fields {
	const fields = new Map<string, FieldValue>();
	if (depth > MAX_DEPTH) return fields;
	for (const [key, value] of entries) fields.set(fieldKey(String(key)), toValue(value, depth));
	return fields;
}

function toValue(value: unknown, depth: number): FieldValue {
	if (typeof value === "string") return value;
	if (value === null || value === undefined || depth > MAX_DEPTH) return "";
	if (value instanceof TomlDate) return value.toISOString();
	if (value instanceof Map) return toFields(value, depth + 1);
	if (Array.isArray(value)) return value.map((entry) => toValue(entry, depth + 1));
	if (typeof value === "object") return toFields(Object.entries(value), depth + 1);
	return String(value);
}

function invalid(language: string, line: number, detail: string, cause: unknown): SkipFile {
	return new SkipFile(
		"front_matter_invalid",
		`The front matter is no valid ${language}: line ${line}: ${detail}. Correct it there.`,
		{ cause },
	);
}

function messageOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}

function endOfLine(content: string, from: number): number {
	for (let position = from; position < content.length; position++) {
		const code = content.charCodeAt(position);
		if (code === 0x0a || code === 0x0d) return position;
	}
	return content.length;
}

function startOfNextLine(content: string, end: number): number {
	if (content.charCodeAt(end) === 0x0d && content.charCodeAt(end + 1) === 0x0a) return end + 2;
	return Math.min(content.length, end + 1);
}
