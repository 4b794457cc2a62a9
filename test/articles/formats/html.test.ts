import { describe, expect, it } from "vitest";
import { articleOf, blocksOf, readText } from "../read-text.ts";

function html(body: string): string[] {
	return blocksOf(articleOf("a.html", body));
}

const PROSE = "<p>The river rose overnight and reached the old mark at noon, officials said.</p>";
const TEXT =
	"paragraph: The river rose overnight and reached the old mark at noon, officials said.";

describe("HTML", () => {
	it("finds the article by attribute, element, or density", () => {
		const nav = "<nav><a href=/>Home</a></nav><div class=menu><a>One</a> <a>Two</a></div>";
		const pages = [
			`<main>Not this.<div data-sitecite-body>${PROSE}</div></main>`,
			`<div data-pagefind-body>${PROSE}</div><article>Not this.</article>`,
			`<main>Not this.<article>${PROSE}</article></main>`,
			`<article>${PROSE}${PROSE}</article><article>A teaser.</article>`.replace(PROSE, ""),
			`<div>Not this.</div><main>${PROSE}</main>`,
			`<div><div class=wrap>${nav}<div class=content>${PROSE}</div></div></div>`,
		];
		for (const page of pages)
			expect(html(`<body>${nav}${page}<footer>Imprint</footer>`)).toEqual([TEXT]);
	});

	it("leaves out what is hidden, ignored, or no text", () => {
		const leftOut = [
			"<script>x</script>",
			"<style>x</style>",
			"<template>x</template>",
			"<noscript>x</noscript>",
			"<nav>x</nav>",
			"<div hidden>x</div>",
			'<div aria-hidden="true">x</div>',
			'<div style="color: red; display: none">x</div>',
			"<div data-sitecite-ignore>x</div>",
			"<div data-pagefind-ignore>x</div>",
			"<button>x</button>",
			'<aside><a href="#">Related</a></aside>',
			"<footer>x</footer>",
			"<!-- x -->",
		];
		expect(html(`<article>${leftOut.join("")}${PROSE}</article>`)).toEqual([TEXT]);
	});

	it("makes blocks of elements, with white space as a browser shows it", () => {
		expect(
			html(
				"<article><h2>A\n <em>heading</em></h2>  Loose  <b>text </b> here<div>Div<p>One<br>two<br><br>three</p></div><ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul><table><tr><th>k<th>v<tr><td>1<td><p>2</p><p>3</p></table><pre>\n  x\n   y</pre><blockquote><p>Q</p></blockquote><dl><dt>t<dd>d</dl></article>",
			),
		).toEqual([
			"heading2: A heading",
			"paragraph: Loose text here",
			"paragraph: Div",
			"paragraph: One\ntwo",
			"paragraph: three",
			"list: a\nb\nc",
			"table: k\tv\n1\t2 3",
			"code:   x\n   y",
			"quote: Q",
			"list: t\nd",
		]);
	});

	it("reads layout tables and lists as what they enclose", () => {
		expect(html(`<article><table><tr><td><h2>H</h2>${PROSE}</table></article>`)).toEqual([
			"heading2: H",
			TEXT,
		]);
		expect(html(`<article><ul><li><h3>H</h3>${PROSE}</ul></article>`)).toEqual([
			"heading3: H",
			TEXT,
		]);
	});

	it("keeps title, byline and date out of the body", () => {
		const article = articleOf(
			"a.html",
			`<article><header><h1>The “Title”</h1><p class=lead>The lead</p><p>By <a rel=author>Jane Doe</a>, <time datetime="2021-03-05">today</time></p></header>${PROSE}</article>`,
		);
		expect(article).toMatchObject({
			title: "The “Title”",
			authors: ["Jane Doe"],
			published: "2021-03-05",
		});
		expect(blocksOf(article)).toEqual(["paragraph: The lead", TEXT]);
	});

	it("trusts attributes, then JSON-LD, then meta elements, then the text", () => {
		const sources = [
			'<p hidden data-sitecite-meta="title">From attribute</p>',
			'<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"S"},{"@type":["NewsArticle"],"headline":"From JSON-LD","author":{"@id":"#j"},"datePublished":"2021-01-02","inLanguage":"de","keywords":"a,b"},{"@type":"Person","@id":"#j","name":"Jane"}]}</script>',
			'<meta property="og:title" content="From meta"><meta name=author content="Joe Meta"><meta property="article:published_time" content="2020-01-01"><meta property="article:tag" content="m">',
			"<title>From title | Site</title><meta property='og:site_name' content=Site>",
		];
		const titles: string[] = [];
		for (let first = 0; first < sources.length; first++) {
			titles.push(
				articleOf("a.html", `<html lang=en>${sources.slice(first).join("")}${PROSE}`).title,
			);
		}
		expect(titles).toEqual(["From attribute", "From JSON-LD", "From meta", "From title"]);
		expect(articleOf("a.html", `<html lang=en>${sources.join("")}${PROSE}`)).toMatchObject({
			authors: ["Jane"],
			published: "2021-01-02",
			lang: "de",
			tags: ["a", "b"],
		});
		expect(articleOf("a.html", `<html lang=en>${sources[2]}${PROSE}`)).toMatchObject({
			authors: ["Joe Meta"],
			published: "2020-01-01",
			lang: "en",
			tags: ["m"],
		});
	});

	it("reports broken JSON-LD and reads on", () => {
		const result = readText("a.html", `<script type="application/ld+json">{oops</script>${PROSE}`);
		expect(result.article?.text).toContain("river");
		expect(result.warnings[0]).toContain("JSON-LD");
	});

	it("skips pages that ask robots to", () => {
		const page = `<meta name=robots content="noindex, follow">${PROSE}`;
		expect(readText("a.html", page).skipped?.reason).toBe("noindex");
	});
});
