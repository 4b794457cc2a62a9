/** A readable page of one article, so that a citation's link has somewhere to lead on the demo site. */

import { html, raw } from "hono/html";
import type { Article, Block } from "../../domain/article.ts";

/**
 * Complete HTML; every piece of the article is escaped.
 *
 * @param root link from the page to the application's root, ending in `/`
 */
export function articlePage(article: Article, root: string) {
	const { title, text, blocks, lang, published, authors } = article;
	const byline = [published?.slice(0, 10), authors.join(", ")].filter(Boolean).join(" · ");
	return html`<!doctype html>
<html lang="${lang ?? "en"}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="${root}demo.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <main>
      <p class="meta"><a href="${root}">sitecite</a></p>
      <article class="story">
        <h1>${title}</h1>
        <p class="meta">${byline}</p>
        ${blocks.map((block) => blockElement(block, text.slice(block.start, block.end)))}
      </article>
    </main>
  </body>
</html>`;
}

function blockElement({ kind, level }: Block, text: string) {
	switch (kind) {
		case "heading": {
			// The title is the page's h1, so the article's own headings start below it.
			const name = raw(`h${Math.max(2, Math.min(6, level ?? 2))}`);
			return html`<${name}>${text}</${name}>`;
		}
		case "standfirst":
			return html`<p class="standfirst">${text}</p>`;
		case "code":
			return html`<pre><code>${text}</code></pre>`;
		case "quote":
			return html`<blockquote class="lines">${text}</blockquote>`;
		case "list":
		case "table":
			return html`<p class="lines">${text}</p>`;
		case "paragraph":
			return html`<p>${text}</p>`;
	}
}
