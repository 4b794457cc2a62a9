import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkdownBlocks } from "../../../src/articles/formats/markdown/markdown-blocks.ts";
import { parseMarkdownTree } from "../../../src/articles/formats/markdown/markdown-tree.ts";
import { shortenProse } from "../../../src/articles/formats/markdown/shorten-prose.ts";

describe("shortenProse", () => {
	it("keeps the first and the last word of a run, and carries positions back", () => {
		const source =
			"The water rose over the old mark and into the lower town *again* and fell only late at night.";
		const { text, toOriginal } = shortenProse(source);
		expect(text.length).toBeLessThan(source.length / 2);
		expect(source.slice(toOriginal(text.indexOf("*again")), source.lastIndexOf(" and"))).toBe(
			"*again*",
		);
		expect(toOriginal(text.length)).toBe(source.length);
		expect(toOriginal(0)).toBe(0);
	});

	it("leaves what the parser makes of a text unchanged", () => {
		const token = fc.constantFrom(
			...[
				"the",
				"quick",
				"brown",
				"fox",
				"jumps",
				"over",
				"it",
				"1.",
				"a-b",
				"don't",
				"(so)",
				'"yes"',
			],
			...[
				"*",
				"**",
				"_",
				"`",
				"[",
				"]",
				"](u)",
				"[the quick brown fox]",
				"](u 'the quick fox')",
				"<b>",
				"</b>",
			],
			...[
				'<a title="the quick brown fox">',
				"&amp;",
				"&",
				"\\",
				"#",
				"##",
				"-",
				"+",
				">",
				"|",
				"|-|-|",
				"---",
				"===",
			],
			...[
				"<b the quick brown fox=1>",
				"<b class=the quick brown fox>",
				"[A]: <u> (the quick brown",
				"[^the quick brown]: ",
				"```js the quick brown fox\n",
				"```",
				"    ",
				"~~",
				"![",
				"<!--",
				"-->",
				"[^1]",
				"[^1]:",
				"[the quick brown fox]: u",
				"https://a.b/c_d",
				"\n",
				"\n\n",
			],
		);
		const source = fc
			.array(token, { maxLength: 40 })
			.map((tokens) => tokens.join(" ").replace(/ ?\n ?/g, "\n"));
		fc.assert(
			fc.property(source, (content) => {
				const whole = { content, parsed: content, start: 0 };
				const short = readMarkdownBlocks(whole, parseMarkdownTree(content));
				expect(short).toEqual(
					readMarkdownBlocks(whole, parseMarkdownTree(content, { shorten: false })),
				);
			}),
			{ numRuns: 400 },
		);
	});
});
