import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSourceRange } from "../../src/domain/source-map.ts";
import { articleOf } from "./read-text.ts";

/** A word as a format writes it, and as a reader sees it. */
interface Word {
	readonly written: string;
	readonly shown: string;
}

const letters = fc.string({
	unit: fc.constantFrom("a", "b", "Z", "é", "e\u0301", "ß", "日", "😀", "👩‍👧", "я", "’"),
	minLength: 1,
	maxLength: 5,
});
const plain = letters.map((text): Word => ({ written: text, shown: text }));

function wrapped(open: string, close: string): fc.Arbitrary<Word> {
	return letters.map((text) => ({ written: `${open}${text}${close}`, shown: text }));
}

const reference = fc.constantFrom<Word>(
	{ written: "&amp;", shown: "&" },
	{ written: "&eacute;", shown: "é" },
	{ written: "&#x1F600;", shown: "😀" },
	{ written: "&#8217;", shown: "’" },
);
const markdownWord = fc.oneof(
	{ weight: 4, arbitrary: plain },
	wrapped("**", "**"),
	wrapped("*", "*"),
	wrapped("`", "`"),
	wrapped("[", '](http://x.example "T")'),
	wrapped("<b>", "</b>"),
	wrapped("<!-- no -->", ""),
	wrapped("\\*", "").map(({ written, shown }) => ({ written, shown: `*${shown}` })),
	reference,
);
const htmlWord = fc.oneof(
	{ weight: 4, arbitrary: plain },
	wrapped("<em>", "</em>"),
	wrapped('<a href="#">', "</a>"),
	wrapped("<span hidden>no</span>", ""),
	wrapped("<!-- no -->", ""),
	reference,
);

interface Format {
	readonly name: string;
	readonly word: fc.Arbitrary<Word>;
	readonly page: (paragraphs: readonly string[], newline: string) => string;
}

const formats: readonly Format[] = [
	{
		name: "a.txt",
		word: plain,
		page: (paragraphs, newline) => ["Title", ...paragraphs].join(newline + newline),
	},
	{
		name: "a.md",
		word: markdownWord,
		page: (paragraphs, newline) => paragraphs.join(newline + newline),
	},
	{
		name: "b.md",
		word: markdownWord,
		page: (paragraphs, newline) =>
			paragraphs
				.map((paragraph) => `> ${paragraph.replaceAll(newline, `${newline}> `)}`)
				.join(newline + newline),
	},
	{
		name: "a.mdx",
		word: fc.oneof(plain, wrapped("**", "**"), wrapped("<b>", "</b>"), reference),
		page: (paragraphs, newline) => paragraphs.join(newline + newline),
	},
	{
		name: "a.html",
		word: htmlWord,
		page: (paragraphs, newline) =>
			`<body><article>${paragraphs.map((text) => `<p>${text}</p>`).join(newline)}</article>`,
	},
	{
		name: "b.md",
		word: htmlWord,
		page: (paragraphs, newline) =>
			`> <div>${newline}> ${paragraphs.map((text) => `<p>${text.replaceAll(newline, " ")}</p>`).join(`${newline}> `)}${newline}> </div>`,
	},
];

describe.each(formats)("an article read from $name", ({ name, word, page }) => {
	const paragraph = fc.array(word, { minLength: 2, maxLength: 8 });
	const paragraphs = fc.array(paragraph, { minLength: 2, maxLength: 4 });

	it("has every word of the file, each mapped to what was written for it", () => {
		fc.assert(
			fc.property(
				paragraphs,
				fc.constantFrom("\n", "\r\n"),
				fc.boolean(),
				fc.boolean(),
				(words, newline, hasMark, isBroken) => {
					const between = isBroken && !name.endsWith(".txt") ? newline : " ";
					// Letters around each word keep neighbours apart and the line from starting with a mark.
					const lines = words.map((line) =>
						["A", ...line.map(({ written }) => `x ${written} x`), "B."].join(between),
					);
					const source = `${hasMark ? "\ufeff" : ""}${page(lines, newline)}`;
					const article = articleOf(name, source);
					const shown = words.map((line) =>
						["A", ...line.map((next) => `x ${next.shown} x`), "B."].join(" "),
					);
					expect(article.text).toBe(shown.join("\n\n"));
					expect(article.blocks).toHaveLength(words.length);
					let from = 0;
					let fromSource = 0;
					for (const next of words.flat()) {
						const start = article.text.indexOf(`x ${next.shown} x`, from) + 2;
						const range = toSourceRange(article.sourceMap, {
							start,
							end: start + next.shown.length,
						});
						const cut = source.slice(range.start, range.end);
						// The marks around a word are not its own, the ones inside (`&amp;`) are.
						expect(next.written).toContain(cut);
						expect(range.start).toBeGreaterThanOrEqual(
							source.indexOf(`x ${next.written} x`, fromSource) + 2,
						);
						expect(articleOf("c.html", `<p>${cut.replace(/^\\/, "")}</p>`).text).toBe(
							next.shown.replace(/^\\/, ""),
						);
						from = start + next.shown.length;
						fromSource = range.end;
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("maps prose without markup to itself, white space aside", () => {
		const line = fc
			.array(letters, { minLength: 3, maxLength: 12 })
			.map((parts) => `A ${parts.join(" ")} end.`);
		fc.assert(
			fc.property(fc.array(line, { minLength: 2, maxLength: 4 }), (lines) => {
				const source = page(lines, "\n");
				const article = articleOf(name, source);
				for (const block of article.blocks) {
					const range = toSourceRange(article.sourceMap, block);
					expect(source.slice(range.start, range.end)).toBe(
						article.text.slice(block.start, block.end),
					);
				}
				expect(article.sourceMap).toHaveLength(lines.length);
			}),
			{ numRuns: 40 },
		);
	});
});
