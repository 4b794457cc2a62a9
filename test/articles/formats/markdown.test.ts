import { describe, expect, it } from "vitest";
import { toSourceRange } from "../../../src/domain/source-map.ts";
import { articleOf, blocksOf, readText } from "../read-text.ts";

function markdown(source: string, name = "a.md"): string[] {
	return blocksOf(articleOf(name, source));
}

describe("Markdown", () => {
	it("reads metadata in the spellings of the usual generators", () => {
		const article = articleOf(
			"a.md",
			[
				"---",
				"title: A &amp; B",
				"pubDate: 2021-03-05 10:00:00 -0500",
				"last_update: { date: 2021-04-01, author: x }",
				"authors: [{ name: Jane Doe }, jroe]",
				"tags: one, two",
				"categories: [three]",
				"locale: pt_BR",
				"summary: In short",
				"---",
				"# A & B",
				"Text.",
			].join("\n"),
		);
		expect(article).toMatchObject({
			title: "A & B",
			published: "2021-03-05T10:00:00-05:00",
			modified: "2021-04-01",
			authors: ["Jane Doe", "jroe"],
			tags: ["one", "two", "three"],
			lang: "pt-BR",
			description: "In short",
			text: "Text.",
		});
	});

	it("takes a leading h1 for the title, and keeps another one where a title is stated", () => {
		expect(articleOf("a.md", "# The Title\n\nText.")).toMatchObject({
			title: "The Title",
			text: "Text.",
		});
		expect(markdown("---\ntitle: One\n---\n# Another\n\nText.")).toEqual([
			"heading1: Another",
			"paragraph: Text.",
		]);
		expect(articleOf("some/the-file-name.md", "Text.").title).toBe("The file name");
	});

	it("keeps the words of inline markup and drops the marks", () => {
		expect(
			markdown(
				"*Em* **st*ro*ng** ~~del~~ `co  de` [link *text*](http://x.y 'title') [ref][] <b>tag</b>\\* &eacute;&#8217;&#x1F600; ![alt](i.png) <http://a.b> note[^1] <!-- no -->end\n\n[ref]: http://x\n\n[^1]: The note.",
			),
		).toEqual([
			"paragraph: Em strong del co de link text ref tag* é’😀 http://a.b note end",
			"paragraph: The note.",
		]);
	});

	it("folds soft breaks to spaces and keeps hard ones", () => {
		expect(markdown("one\n  two\\\nthree  \nfour<br>five\r\nsix")).toEqual([
			"paragraph: one two\nthree\nfour\nfive six",
		]);
	});

	it("makes one block of a list, of a table and of a piece of code", () => {
		expect(
			markdown(
				"- one\n  - in *one*\n- two\n\n  more\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n```js title\n\n  x = {{ y }}\n\nz\n```\n\n    indented\n",
			),
		).toEqual([
			"list: one\nin one\ntwo\nmore",
			"table: a\tb\n1\t2",
			"code:   x = {{ y }}\n\nz",
			"code: indented",
		]);
	});

	it("reads quotes by paragraph, with headings by level", () => {
		expect(
			markdown("## Two\n\n> one\n> still\n>\n> two\n\nThree\n---\n\n> [!NOTE]\n> Mind."),
		).toEqual([
			...["heading2: Two", "quote: one still", "quote: two", "heading2: Three", "quote: Mind."],
		]);
	});

	it("drops shortcodes, template tags, admonition marks and attribute lists, and keeps what they enclose", () => {
		expect(
			markdown(
				'{{< img src="a_b_c.jpg" >}}\n\n{{% note %}}Kept{{% /note %}} [text]({{< ref "x.md" >}} "T").\n\n:::tip[Title]\n\nInside\n\n:::\n\n{% if x %}Liquid{% endif %} {{ page.title }}\n{: .class}\n\n## Heading {#an-id}\n\nEnd.',
			),
		).toEqual([
			"paragraph: Kept text.",
			"paragraph: [Title]",
			"paragraph: Inside",
			"paragraph: Liquid",
			"heading2: Heading",
			"paragraph: End.",
		]);
	});

	it("parses HTML blocks, drops what is hidden, and maps through quotes", () => {
		const source =
			"> <div>\n> A &amp; <span hidden>x</span>B\n> </div>\n\n<script>\nno()\n</script>\n\nA <span hidden>b</span> c";
		const article = articleOf("a.md", source);
		expect(blocksOf(article)).toEqual(["quote: A & B", "paragraph: A c"]);
		const range = toSourceRange(article.sourceMap, { start: 0, end: 5 });
		expect(source.slice(range.start, range.end)).toBe("A &amp; <span hidden>x</span>B");
	});

	it("reads indented markup below an HTML block as HTML, and other indented text as code", () => {
		const table =
			"<table>\n  <tr>\n    <td>\n\n    <b>First</b>\n    </td>\n\n    <td>Second</td>\n  </tr>\n</table>";
		expect(blocksOf(articleOf("a.md", table))).toEqual(["paragraph: First Second"]);
		const list = "1. <p>One</p>\n\n   Two\n\n       </p>\n";
		expect(articleOf("a.md", list).text).not.toContain("</p>");
		const code = "An example:\n\n    <b>bold</b>\n";
		expect(blocksOf(articleOf("a.md", code))).toEqual([
			"paragraph: An example:",
			"code: <b>bold</b>",
		]);
	});

	it("takes the summary for the text of a post that is nothing but front matter", () => {
		const source =
			'---\ntitle: Elsewhere\nsummary: "It says \\"no\\" to\n  forms; see there."\n---\n\n';
		const article = articleOf("a.md", source);
		expect(blocksOf(article)).toEqual(['standfirst: It says "no" to forms; see there.']);
		const range = toSourceRange(article.sourceMap, { start: 8, end: article.text.length });
		expect(source.slice(range.start, range.end)).toBe('"no\\" to\n  forms; see there.');
		expect(readText("a.md", "---\ntitle: A\n---\n").skipped?.reason).toBe("no_body");
	});

	it("drops paragraphs of nothing but invisible characters", () => {
		expect(blocksOf(articleOf("a.md", "One.\n\n\u200b\n\n&#8203;\n\nTwo."))).toEqual([
			"paragraph: One.",
			"paragraph: Two.",
		]);
	});

	it("skips drafts and what its front matter keeps out of search", () => {
		for (const [line, reason] of [
			["draft: true", "draft"],
			["published: false", "draft"],
			["permalink: false", "draft"],
			["noindex: true", "noindex"],
			["robots: noindex, follow", "noindex"],
			["unlisted: yes", "noindex"],
		]) {
			expect(readText("a.md", `---\n${line}\n---\nText.`).skipped?.reason).toBe(reason);
		}
		expect(readText("a.md", "---\ndraft: true\n---\nText.", { drafts: true }).article?.text).toBe(
			"Text.",
		);
		expect(readText("_drafts/a.md", "Text.").skipped?.reason).toBe("draft");
	});

	it("keeps an article whose date or language cannot be read, and says so", () => {
		const result = readText("a.md", "---\ndate: someday\nlang: English\n---\nText.");
		expect(result.article).toMatchObject({ published: null, lang: null });
		expect(result.warnings).toHaveLength(2);
		expect(result.warnings[0]).toContain("someday");
	});

	it("does not look at the clock: future and expired articles are read", () => {
		expect(
			articleOf("a.md", "---\ndate: 2999-01-01\nexpiryDate: 2001-01-01\n---\nText.").published,
		).toBe("2999-01-01");
	});
});

describe("MDX", () => {
	it("drops imports, exports and expressions and keeps what elements enclose", () => {
		expect(
			markdown(
				'import A from "a"\n\nexport const x = 1\n\n# Title\n\n<Note kind="x">\n\nInside *it*{" "}and <b>on</b>.\n\n</Note>\n\n{x}\n',
				"a.mdx",
			),
		).toEqual(["paragraph: Inside it and on."]);
	});

	it("reads a file that is no valid MDX as Markdown, and says so", () => {
		const result = readText("a.mdx", 'import A from "a"\n\nText {broken <Note>kept</Note>\n');
		expect(result.article?.text).toBe("Text {broken kept");
		expect(result.warnings[0]).toContain("no valid MDX");
	});
});
