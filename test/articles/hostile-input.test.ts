import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSourceRange } from "../../src/domain/source-map.ts";
import { readText } from "./read-text.ts";

const NAMES = ["a.txt", "a.md", "a.mdx", "a.html"];

/** Each would overflow a stack or take hours where work is recursive or quadratic without bound. */
const HOSTILE: Readonly<Record<string, string>> = {
	"nested quotes": `${">".repeat(10_000)} deep`,
	"nested quotes with spaces": `${"> ".repeat(10_000)} deep`,
	"nested list marks": `${"* - ".repeat(2_000)} deep`,
	"nested elements": `${"<div>".repeat(10_000)}deep`,
	"nested inline elements": `${"<b><i>".repeat(1_000)}deep`,
	"unclosed formatting in many paragraphs": Array.from(
		{ length: 600 },
		(_, at) => `<p><b id=${at}>deep`,
	).join(""),
	"nested tables": `${"<table><tr><td>".repeat(700)}deep`,
	"nested lists": `${"<ul><li>".repeat(800)}deep`,
	"quotes of two depths in turn": `${"> a\n>> b\n".repeat(10_000)}deep`,
	"quotes after one another": `${"> a\n\n".repeat(15_000)}deep`,
	"lists in lists after one another": `${"- a\n  - b\n".repeat(8_000)}deep`,
	"blank lines in deep lists": `${"- ".repeat(90)}a\n${"\n".repeat(40_000)}deep`,
	"lazy lines of a deep quote": `${"> ".repeat(90)}${"deep\n".repeat(10_000)}`,
	"unclosed comments": `deep ${"a <!-- b <? c <![CDATA[ d <!E\n".repeat(3_000)}`,
	emphasis: `${"*a **b ".repeat(1_500)}deep`,
	brackets: `${"[a](".repeat(1_500)}deep`,
	"bare brackets": `${"[".repeat(5_000)}deep`,
	"template marks": `${"{{< {% ".repeat(2_000)}deep`,
	underlines: `${"deep\n-\n".repeat(800)}`,
	references: `${"&".repeat(2_000)}${"&amp".repeat(1_000)}deep`,
	"one long line": "deep word ".repeat(10_000),
	"one long word": `${"deep".repeat(20_000)}`,
	"control characters": `deep ${String.fromCharCode(...Array.from({ length: 32 }, (_, at) => at + 1))} end`,
};

describe.each(NAMES)("hostile input in %s", (name) => {
	it.each(Object.keys(HOSTILE))(
		"%s: read or rejected with a reason",
		(kind) => {
			const result = readText(name, `Title\n\n${HOSTILE[kind]}`);
			if (result.article === null) expect(result.skipped.message).not.toBe("");
			else expect(result.article.text).toMatch(/deep/);
		},
		20_000,
	);

	it("random characters: the promises of an article hold", () => {
		const unit = fc.constantFrom(
			..."ab \n\t\r<>/!-=\"'&;#*_`[](){}|~:+.1\\%^\ue000\ue001\ue100\ud800\ufeff\u0085é😀",
			...[
				"<p>",
				"</p>",
				"<table>",
				"<td>",
				"<li>",
				"<pre>",
				"---\n",
				"\n\n",
				"&amp;",
				"{{<",
				">}}",
				":::",
				"import ",
			],
		);
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 120 }), (source) => {
				const { article } = readText(name, source);
				if (article === null) return;
				expect(article.text).toBe(article.text.trim());
				let position = 0;
				for (const block of article.blocks) {
					expect(article.text.slice(position, block.start)).toBe(position === 0 ? "" : "\n\n");
					expect(block.end).toBeGreaterThan(block.start);
					position = block.end;
				}
				expect(position).toBe(article.text.length);
				const decoded = source.replaceAll("\ud800", "\ufffd");
				const whole = toSourceRange(article.sourceMap, { start: 0, end: article.text.length });
				expect(whole.start).toBeGreaterThanOrEqual(0);
				expect(whole.end).toBeLessThanOrEqual(decoded.length);
				for (const segment of article.sourceMap) {
					if (segment.end - segment.start !== segment.sourceEnd - segment.sourceStart) continue;
					const shown = article.text.slice(segment.start, segment.end);
					const written = decoded.slice(segment.sourceStart, segment.sourceEnd);
					expect(shown.replace(/\s/g, " ")).toBe(written.replace(/\s/g, " "));
				}
			}),
			{ numRuns: 150 },
		);
	});

	it("random bytes: a result, never an exception", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const { article, skipped } = readText(name, bytes);
				expect(article === null).toBe(skipped !== null);
			}),
		);
	});
});
