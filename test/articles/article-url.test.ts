import { describe, expect, it } from "vitest";
import { articleOf, readText } from "./read-text.ts";

function urlOf(path: string, frontMatter = "", baseUrl: string | null = null): string {
	return articleOf(path, `---\ntitle: A Title\n${frontMatter}\n---\n\nSome text.\n`, { baseUrl })
		.url;
}

describe("the URL of an article", () => {
	it.each([
		["posts/a-post.md", "/posts/a-post/"],
		["posts/a-post/index.md", "/posts/a-post/"],
		["posts/_index.md", "/posts/"],
		["docs/README.md", "/docs/"],
		["index.md", "/"],
		["über uns/Ü?.md", "/%C3%BCber%20uns/%C3%9C%3F/"],
		["2019-01-05-slug.md", "/2019-01-05-slug/"],
		["_posts/2019-01-05-slug.md", "/2019/01/05/slug/"],
		["news/_posts/2019-01-05-slug.md", "/news/2019/01/05/slug/"],
	])("follows from the path %s: %s", (path, expected) => {
		expect(urlOf(path)).toBe(expected);
	});

	it.each([
		["slug: other", "/posts/other/"],
		["slug: /whole/path", "/whole/path/"],
		["slug: ./other", "/posts/other/"],
		["url: /whole/path/", "/whole/path/"],
		["url: whole.html", "/whole.html"],
		["url: https://example.org/x", "https://example.org/x"],
		["permalink: /a/index.html", "/a/"],
		["permalink: /:year/:month/:title/\ndate: 2021-03-05", "/2021/03/a-post/"],
		[
			"permalink: pretty\ndate: 2021-03-05\ncategories: [News, Big Ones]",
			"/news/big-ones/2021/03/05/a-post/",
		],
		["id: custom-id", "/posts/custom-id/"],
		["id: 4711", "/posts/a-post/"],
		["slug: héllo wörld", "/posts/h%C3%A9llo%20w%C3%B6rld/"],
	])("follows from front matter %j: %s", (frontMatter, expected) => {
		expect(urlOf("posts/a-post.md", frontMatter)).toBe(expected);
	});

	it("stands under the base URL, with or without its slash", () => {
		for (const base of ["https://example.org/blog", "https://example.org/blog/"]) {
			expect(urlOf("a.md", "", base)).toBe("https://example.org/blog/a/");
			expect(urlOf("a.md", "url: /x/", base)).toBe("https://example.org/blog/x/");
			expect(urlOf("a.md", "slug: /", base)).toBe("https://example.org/blog/");
		}
	});

	it("keeps the extension of HTML files, as every server answers it", () => {
		const page = "<title>T</title><p>Some text.</p>";
		expect(articleOf("a/page.html", page).url).toBe("/a/page.html");
		expect(articleOf("a/index.html", page).url).toBe("/a/");
	});

	it("is the canonical link of an HTML page, resolved", () => {
		const page = (href: string) => `<link rel="canonical" href="${href}"><p>Some text.</p>`;
		const settings = { baseUrl: "https://example.org/blog/" };
		expect(articleOf("a.html", page("https://x.example/a"), settings).url).toBe(
			"https://x.example/a",
		);
		expect(articleOf("a.html", page("/b"), settings).url).toBe("https://example.org/b");
		expect(articleOf("a.html", page("b"), settings).url).toBe("https://example.org/blog/b");
		expect(articleOf("a.html", page("/b/")).url).toBe("/b/");
	});

	const NO_WEB_ADDRESSES = [
		"javascript:alert(1)",
		"JaVaScript://%0aalert(1)",
		"\\u0001javascript:alert(1)",
		"data:text/html,x",
		"vbscript:x",
		"file:///etc/passwd",
		"mailto:a@example.org",
		"http://",
	];

	it.each(NO_WEB_ADDRESSES)("is never %s: the path is used, and it is said", (url) => {
		for (const baseUrl of [null, "https://example.org/"]) {
			const expected = `${baseUrl ?? "/"}a/`;
			for (const key of ["url", "permalink", "slug"]) {
				const source = `---\n${key}: "${url}"\n---\nSome text.\n`;
				const { article, warnings } = readText("a.md", source, { baseUrl });
				expect(article?.url).toBe(expected);
				expect(warnings).toHaveLength(1);
			}
			const href = JSON.parse(`"${url}"`);
			const page = `<link rel="canonical" href="${href}"><p>Some text.</p>`;
			const { article, warnings } = readText("a.html", page, { baseUrl });
			expect(article?.url).toBe(`${baseUrl ?? "/"}a.html`);
			expect(warnings).toHaveLength(1);
		}
	});

	it("stays on the site where slashes, dots or a colon could lead elsewhere", () => {
		for (const url of ["///x.example/a", "/..//x.example/a", "\\\\\\\\x.example/a"]) {
			expect(urlOf("a.md", `url: "${url.replace("///", "/./")}"`)).toBe("/x.example/a");
		}
		expect(urlOf("a.md", "url: /news:today/", "https://example.org/blog/")).toBe(
			"https://example.org/blog/news:today/",
		);
	});
});
