import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrontMatter } from "../../src/articles/front-matter.ts";
import { SkipFile } from "../../src/articles/skipped-file.ts";

function errorOf(content: string): string {
	try {
		readFrontMatter(content);
		return "none";
	} catch (error) {
		if (error instanceof SkipFile) return `${error.reason} ${error.message}`;
		throw error;
	}
}

describe("readFrontMatter", () => {
	it("keeps YAML scalars as they are written", () => {
		const { fields } = readFrontMatter(
			"---\nversion: 1.10\npub_date: 2021-03-05\ndraft: yes\n---\n",
		);
		expect(Object.fromEntries(fields)).toEqual({
			version: "1.10",
			pubdate: "2021-03-05",
			draft: "yes",
		});
	});

	it("reads TOML dates without shifting them", () => {
		const { fields } = readFrontMatter(
			"+++\ndate = 2021-03-05T23:00:00-05:00\nday = 2021-03-05\n+++\n",
		);
		expect(fields.get("date")).toMatch(/^2021-03-05T23:00:00(\.0+)?-05:00$/);
		expect(fields.get("day")).toBe("2021-03-05");
	});

	it("stands below blank lines, too", () => {
		const { fields, bodyStart } = readFrontMatter("\n\n---\ntitle: A\n---\nBody");
		expect(fields.get("title")).toBe("A");
		expect(bodyStart).toBe("\n\n---\ntitle: A\n---\n".length);
		expect(readFrontMatter("\nBody").bodyStart).toBe(0);
	});

	it("says where the body starts, with CRLF and a byte order mark too", () => {
		const head = "\ufeff---\r\ntitle: A\r\n---\r\n";
		expect(readFrontMatter(`${head}Body`).bodyStart).toBe(head.length);
		expect(readFrontMatter("\ufeffBody").bodyStart).toBe(1);
		expect(readFrontMatter("---\ntitle: A\n---").bodyStart).toBe(16);
	});

	it("takes rules of the text for no front matter", () => {
		expect(readFrontMatter("---\nnever closed").bodyStart).toBe(0);
		expect(readFrontMatter("---\njust words\n---\nmore").bodyStart).toBe(0);
		expect(readFrontMatter("--- not alone\na: b\n---\n").bodyStart).toBe(0);
	});

	it("names the line of an error in the file", () => {
		expect(errorOf("---\ntitle: A\ntags: [a, b\n---\n")).toMatch(
			/^front_matter_invalid .*YAML: line [34]:/,
		);
		expect(errorOf("+++\ntitle = 'A'\nbroken\n+++\n")).toMatch(
			/^front_matter_invalid .*TOML: line 3:/,
		);
	});

	it("survives nesting and aliases made to exhaust it", () => {
		expect(errorOf(`---\na: ${"[".repeat(20_000)}\n---\n`)).toMatch(/front_matter_invalid/);
		const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
		for (let at = 0; at < 20; at++) {
			const [one, two] = [String.fromCharCode(97 + at), String.fromCharCode(98 + at)];
			bomb.push(`${two}: &${two} [${`*${one}, `.repeat(8)}*${one}]`);
		}
		expect(errorOf(`---\n${bomb.join("\n")}\n---\n`)).toMatch(/front_matter_invalid/);
	});

	it("reads or rejects any text, and never moves the body before the fences", () => {
		fc.assert(
			fc.property(fc.constantFrom("---", "+++"), fc.string(), fc.string(), (fence, inner, body) => {
				const content = `${fence}\n${inner}\n${fence}\n${body}`;
				try {
					const { bodyStart } = readFrontMatter(content);
					expect(bodyStart).toBeLessThanOrEqual(content.length);
				} catch (error) {
					expect(error).toBeInstanceOf(SkipFile);
				}
			}),
		);
	});
});
