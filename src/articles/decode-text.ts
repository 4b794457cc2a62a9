/**
 * Bytes to text: UTF-8, UTF-16 with a byte order mark, and Windows-1252 for files that are not valid
 * UTF-8 but look like text. A byte order mark stays in the text as U+FEFF, so that offsets count it.
 */

import { SkipFile } from "./skipped-file.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

export interface DecodedText {
	readonly text: string;
	/** Label of the WHATWG Encoding Standard. */
	readonly encoding: string;
}

/**
 * git's rule for "binary": a NUL in the first 8,000 bytes. Text in a NUL-free encoding never has one.
 */
const BINARY_SNIFF_BYTES = 8000;

/** The HTML standard looks for `<meta charset>` in the first 1,024 bytes; generators often exceed it. */
const CHARSET_SNIFF_BYTES = 4096;

/** @throws SkipFile `empty`, `binary` or `undecodable`. */
export function decodeText(bytes: Uint8Array, options: { html: boolean }): DecodedText {
	if (bytes.length === 0) throw new SkipFile("empty", "The file is empty.");
	const marked = encodingOfByteOrderMark(bytes);
	if (marked?.startsWith("utf-16")) return decode(bytes, marked);
	if (bytes.subarray(0, BINARY_SNIFF_BYTES).includes(0)) {
		throw new SkipFile(
			"binary",
			"The file has NUL bytes: it is binary, or UTF-16 without a byte order mark. Save it as UTF-8, or exclude it.",
		);
	}
	const declared = options.html && marked === null ? declaredCharset(bytes) : null;
	const isUtf8 = declared === null || declared === "utf-8" || !isMultiByteHeavy(declared);
	if (isUtf8) {
		try {
			const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
			return { text: utf8.decode(bytes), encoding: "utf-8" };
		} catch {
			// Not UTF-8: another encoding may fit, and where none does the caller hears of it.
		}
	}
	if (declared !== null && declared !== "utf-8") return decode(bytes, declared);
	return decodeUnmarked(bytes);
}

function decode(bytes: Uint8Array, encoding: string): DecodedText {
	if (encoding === "windows-1252") return { text: decodeWindows1252(bytes), encoding };
	return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding };
}

function encodingOfByteOrderMark(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
	const [first, second, third] = bytes;
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
	return null;
}

/** Encodings whose bytes can pass for UTF-8 by accident (ISO-2022-JP is plain ASCII bytes). */
function isMultiByteHeavy(encoding: string): boolean {
	return encoding === "iso-2022-jp";
}

/** The encoding an HTML file names in a `meta` element, if it names a known one. */
function declaredCharset(bytes: Uint8Array): string | null {
	const head = new TextDecoder("latin1").decode(bytes.subarray(0, CHARSET_SNIFF_BYTES));
	const label = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1];
	if (label === undefined) return null;
	try {
		const { encoding } = new TextDecoder(label);
		// A file whose `meta` could be read byte by byte is not UTF-16, whatever it says (HTML 13.2.3.2).
		return encoding.startsWith("utf-16") ? "utf-8" : encoding;
	} catch {
		return null;
	}
}

function decodeUnmarked(bytes: Uint8Array): DecodedText {
	for (const byte of bytes) {
		if (!isWindows1252Text(byte)) {
			throw new SkipFile(
				"undecodable",
				"The file is neither valid UTF-8 nor plausible Windows-1252 text. Save it as UTF-8, or exclude it.",
			);
		}
	}
	return decode(bytes, "windows-1252");
}

/** Control characters other than white space, and the five unassigned bytes, do not occur in text. */
function isWindows1252Text(byte: number): boolean {
	if (byte < 0x20) return (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0x1b;
	return ![0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte);
}
