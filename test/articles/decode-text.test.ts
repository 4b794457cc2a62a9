import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/articles/decode-text.ts";
import { SkipFile } from "../../src/articles/skipped-file.ts";

function utf16(text: string, littleEndian: boolean): Uint8Array {
	const bytes = new Uint8Array(text.length * 2);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < text.length; at++)
		view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
	return bytes;
}

function reasonOf(bytes: Uint8Array, html = false): string {
	try {
		return decodeText(bytes, { html }).text;
	} catch (error) {
		if (error instanceof SkipFile) return error.reason;
		throw error;
	}
}

describe("decodeText", () => {
	it("reads UTF-8 and UTF-16 exactly, a byte order mark counted", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
				const marked = `\ufeff${text.replaceAll("\0", "")}`;
				const plain = { html: false };
				expect(decodeText(new TextEncoder().encode(marked), plain).text).toBe(marked);
				expect(decodeText(utf16(marked, true), plain).text).toBe(marked);
				expect(decodeText(utf16(marked, false), plain).text).toBe(marked);
			}),
		);
	});

	it("falls back to Windows-1252 for text that is not UTF-8", () => {
		const bytes = Uint8Array.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x80]);
		expect(decodeText(bytes, { html: false })).toEqual({
			text: "“café”€",
			encoding: "windows-1252",
		});
	});

	it("respects the charset an HTML page declares, but only where it is not UTF-8 after all", () => {
		const head = '<meta charset="windows-1251"><p>';
		const cyrillic = Uint8Array.from([...new TextEncoder().encode(head), 0xcf, 0xf0, 0xe8]);
		expect(decodeText(cyrillic, { html: true }).text).toBe(`${head}При`);
		const utf8 = new TextEncoder().encode(`${head}При`);
		expect(decodeText(utf8, { html: true }).text).toBe(`${head}При`);
		expect(decodeText(cyrillic, { html: false }).encoding).toBe("windows-1252");
	});

	it("tells empty, binary and undecodable files apart", () => {
		expect(reasonOf(new Uint8Array())).toBe("empty");
		expect(reasonOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toBe("binary");
		expect(reasonOf(utf16("no mark", true))).toBe("binary");
		expect(reasonOf(Uint8Array.from([0x61, 0xff, 0x02, 0x03]))).toBe("undecodable");
		expect(reasonOf(Uint8Array.from([0x61, 0x81, 0x62]))).toBe("undecodable");
	});

	it("replaces lone surrogates of UTF-16 without moving what follows", () => {
		expect(decodeText(utf16("\ufeffa\ud800b", true), { html: false }).text).toBe("\ufeffa\ufffdb");
	});

	it("never throws anything but a reason", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, html) => {
				expect(typeof reasonOf(bytes, html)).toBe("string");
			}),
		);
	});
});
