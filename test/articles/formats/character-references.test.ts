import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSourceRange } from "../../../src/domain/source-map.ts";
import { articleOf } from "../read-text.ts";

/** Written form and what a browser shows for it, each standing between two other characters. */
const PIECES: readonly (readonly [string, string])[] = [
	["a", "a"],
	["é", "é"],
	["😀", "😀"],
	["e\u0301", "e\u0301"],
	["&amp;", "&"],
	["&lt;", "<"],
	["&eacute;", "é"],
	["&NotEqualTilde;", "≂̸"],
	["&Afr;", "𝔄"],
	["&CounterClockwiseContourIntegral;", "∳"],
	["&#233;", "é"],
	["&#xE9;", "é"],
	["&#X1F600;", "😀"],
	["&#128;", "€"],
	["&#0;", "\ufffd"],
	["&#xD800;", "\ufffd"],
	["&#1114112;", "\ufffd"],
	["&unknown;", "&unknown;"],
	["&;", "&;"],
	["&#;", "&#;"],
	["&#x;", "&#x;"],
	["&amp", "&"],
	["&notit;", "¬it;"],
	["&notin;", "∉"],
	["&", "&"],
	["&#233", "é"],
	["<b>b</b>", "b"],
	["</i>", ""],
	["<!-- & -->", ""],
];

describe("character references", () => {
	it.each(PIECES)("%j is shown as %j and maps back to what was written", (written, shown) => {
		const source = `<p>x.${written}.y</p>`;
		const article = articleOf("a.html", source);
		expect(article.text).toBe(`x.${shown}.y`);
		const range = toSourceRange(article.sourceMap, { start: 2, end: 2 + shown.length });
		if (shown !== "")
			expect(source.slice(range.start, range.end)).toBe(written.replace(/<\/?b>/g, ""));
		const after = toSourceRange(article.sourceMap, {
			start: article.text.length - 1,
			end: article.text.length,
		});
		expect(source.slice(after.start, after.end)).toBe("y");
	});

	it("are read right after a NUL, which is dropped", () => {
		const source = `<p>${"x".repeat(9000)}\0&amp;y</p>`;
		const article = articleOf("a.html", source);
		expect(article.text.slice(-3)).toBe("x&y");
		const range = toSourceRange(article.sourceMap, {
			start: 9000,
			end: 9001,
		});
		expect(source.slice(range.start, range.end)).toBe("&amp;");
	});

	it("map back in any order, with CRLF and white space between them", () => {
		const part = fc.constantFrom(...PIECES.filter(([, shown]) => shown !== ""));
		const words = fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), {
			minLength: 1,
			maxLength: 6,
		});
		const gap = fc.constantFrom(" ", "\r\n", "\n  ", "\t");
		fc.assert(
			fc.property(words, gap, fc.boolean(), (parts, space, isPreformatted) => {
				// A full stop between two pieces keeps them from forming a third.
				const written = parts.map((word) => `.${word.map(([text]) => text).join(".")}.`);
				const shown = parts.map((word) => `.${word.map(([, text]) => text).join(".")}.`);
				const tag = isPreformatted ? "pre" : "p";
				const source = `<${tag}>\r\n${written.join(space)}</${tag}>`;
				const article = articleOf("a.html", source);
				const gapShown = isPreformatted ? space.replace("\r", "") : " ";
				expect(article.text).toBe(shown.join(gapShown));
				let at = 0;
				shown.forEach((word, index) => {
					const range = toSourceRange(article.sourceMap, { start: at, end: at + word.length });
					expect(source.slice(range.start, range.end)).toBe(written[index]);
					at += word.length + gapShown.length;
				});
			}),
		);
	});
});
