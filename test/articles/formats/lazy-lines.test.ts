import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinLazyLines } from "../../../src/articles/formats/markdown/lazy-lines.ts";
import { articleOf, blocksOf } from "../read-text.ts";

describe("joinLazyLines", () => {
	it.each([
		["quotes of two depths in turn", "> a\n>> b\n"],
		["a quote that goes on without its mark", "> a\nb\nb\n"],
		["a list that goes on without indentation", "- a\nb\n  b\n"],
	])("leaves the parser few lazy lines: %s", (_, lines) => {
		const source = lines.repeat(5000);
		const joined = joinLazyLines(source);
		expect(joined.length).toBe(source.length);
		const left = lines.split("\n").length - 1;
		expect(joined.split("\n").length).toBeLessThan(1000 + 5000 * (left - 1) + 2);
	});

	it("leaves lines alone that are not lazy, however many they are", () => {
		for (const line of ["- a\n", "> a\n", "1. a\n", "| a | b |\n", "a\n", "# a\n", "> a\nb\n\n"]) {
			const source = line.repeat(3000);
			expect(joinLazyLines(source)).toBe(source);
		}
	});

	it("reads joined lines as the parser reads lazy ones", () => {
		const line = fc.constantFrom("> a", ">> b", "c", "  d", "> *e*", "- f", "# g", ">");
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
				const few = `> x\n${lines.join("\n")}`;
				const many = `> x\n${"y\n".repeat(520)}${lines.join("\n")}`;
				const blocks = blocksOf(articleOf("a.md", `Title\n\n${many}`));
				const expected = blocksOf(articleOf("a.md", `Title\n\n${few}`));
				const shortened = blocks.map((block) => block.replace(/( y)+/g, ""));
				expect(shortened).toEqual(expected);
			}),
			{ numRuns: 30 },
		);
	});

	it("keeps code that has many lines further left than its first", () => {
		const code = `    x\n${"y\n".repeat(2000)}`;
		const article = articleOf(
			"a.md",
			`Title\n\n\`\`\`\n${code}\`\`\`\nEnd.\n\`\`\`js\n${code}\`\`\`\n`,
		);
		expect(blocksOf(article)).toEqual([
			"paragraph: Title",
			`code: ${code.trimEnd()}`,
			"paragraph: End.",
			`code: ${code.trimEnd()}`,
		]);
	});
});
