import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { alignWords } from "../../../src/articles/mapping/align-words.ts";
import { toSourceRange } from "../../../src/domain/source-map.ts";

function cut(source: string, value: string, words: string): string | null {
	const aligned = alignWords(source, 0, source.length, value);
	if (aligned === null) return null;
	const start = aligned.text.indexOf(words);
	const range = toSourceRange(aligned.map, { start, end: start + words.length });
	return source.slice(range.start, range.end);
}

describe("alignWords", () => {
	it("finds a folded value, and maps each word to its place", () => {
		const source = "title: a\nsummary: >\n  The mill\n  grinds rye.\n";
		expect(cut(source, "The mill grinds rye.", "mill grinds")).toBe("mill\n  grinds");
	});

	it("passes over escapes of quoted values", () => {
		expect(cut("s: 'It''s old'", "It's old", "It's old")).toBe("It''s old");
		expect(cut('s: "say \\"no\\" now"', 'say "no" now', '"no"')).toBe('"no\\"');
	});

	it("goes on where the first word stands alone before", () => {
		expect(cut("a: The\nb: The mill", "The mill", "The mill")).toBe("The mill");
	});

	it("gives null where the value is not there, or past the end", () => {
		expect(alignWords("summary: mill", 0, 13, "dam")).toBeNull();
		expect(alignWords("summary: mill", 0, 5, "mill")).toBeNull();
		expect(alignWords("x", 0, 1, " ")).toBeNull();
	});

	it("finds every value of plain words that YAML writes", () => {
		const word = fc.constantFrom("mill", "it's", '"rye"', "a:b", "#5", "ü", "水", "-", "no,");
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
				const value = words.join(" ");
				const source = stringify({ title: "x", summary: value });
				const aligned = alignWords(source, 0, source.length, value);
				expect(aligned?.text).toBe(value);
			}),
		);
	});
});
