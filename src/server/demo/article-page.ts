/** A readable page of one article, so that a citation's link has somewhere to lead on the demo site. */

import { html, raw } from "hono/html";
import type { Article, Block } from "../../domain/article.ts";
import { byline, tagList } from "./article-meta.ts";
import { layout } from "./layout.ts";
import { tableOf } from "./text-lines.ts";

/**
 * Complete HTML; every piece of the article is escaped.
 *
 * @param root link from the page to the application's root, ending in `/`
 */
export function articlePage(article: Article, root: string) {
	const { title, blocks, lang, tags } = article;
	return layout({
		title: `${title} – sitecite`,
		lang: "en",
		search: "masthead",
		root,
		content: html`
      <article class="story" lang="${lang ?? ""}">
        ${tagList(tags)}
        <h1 dir="auto">${title}</h1>
        ${byline(article)}
        ${blocks.map((block) => blockElement(article, block))}
      </article>`,
	});
}

function blockElement({ text: whole, path }: Article, block: Block) {
	const { kind, level } = block;
	const text = whole.slice(block.start, block.end);
	switch (kind) {
		case "heading": {
			// The title is the page's h1, so the article's own headings start below it.
			const name = raw(`h${Math.max(2, Math.min(6, level ?? 2))}`);
			return html`<${name} dir="auto">${text}</${name}>`;
		}
		case "standfirst":
			return html`<p class="standfirst" dir="auto">${text}</p>`;
		case "code":
			return html`<pre tabindex="0"><code>${text}</code></pre>`;
		case "quote":
			return html`<blockquote class="lines" dir="auto">${text}</blockquote>`;
		case "table":
			// In Markdown a table starts with the names of its columns; of HTML's the index does not know.
			return tableOf(whole, block, /\.mdx?$/i.test(path));
		case "list":
			return html`<p class="lines" dir="auto">${text}</p>`;
		case "paragraph":
			return html`<p dir="auto">${text}</p>`;
	}
}
