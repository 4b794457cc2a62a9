/** The front page of the demo site: a box to ask, and the articles, the newest first. */

import { html } from "hono/html";
import type { ArticleList, ListedArticle } from "../../app/article-list.ts";
import { articlePath, byline, tagList } from "./article-meta.ts";
import { fallbackForm, layout } from "./layout.ts";

/** Articles of one page: one that leads, and rows of three. */
const PAGE_SIZE = 31;

/** The front page is the root. */
const ROOT = "./";

/** @param page from 1 */
export function frontPage(articles: ArticleList, page: number) {
	const start = (page - 1) * PAGE_SIZE;
	const shown = articles.slice(start, start + PAGE_SIZE);
	const pages = Math.max(1, Math.ceil(articles.count / PAGE_SIZE));
	const count = articles.count === 1 ? "1 article" : `${articles.count} articles`;
	return layout({
		title: "sitecite – ask the articles",
		lang: "en",
		search: "page",
		root: ROOT,
		content: html`
      <section class="hero" aria-labelledby="ask-heading">
        <h1 id="ask-heading">What would you like to know?</h1>
        <p>Ask ${count} in your own words. The answer is quoted, never made up.</p>
        <site-cite lang="en">${fallbackForm("", ROOT)}</site-cite>
      </section>
      <section class="stories" aria-label="Articles">${shown.map(card)}</section>
      ${pages > 1 && pager(page, pages)}`,
	});
}

function card(article: ListedArticle) {
	const { title, description, lang, tags } = article;
	return html`
        <article class="card" lang="${lang ?? ""}">
          ${tagList(tags)}
          <h2><a href="${articlePath(article, ROOT)}" dir="auto">${title}</a></h2>
          ${description && html`<p class="summary" dir="auto">${description}</p>`}
          ${byline(article)}
        </article>`;
}

function pager(page: number, pages: number) {
	return html`
      <nav class="pager" aria-label="Pages">
        ${page > 1 && html`<a href="?page=${page - 1}" rel="prev">Newer</a>`}
        <span>Page ${page} of ${pages}</span>
        ${page < pages && html`<a href="?page=${page + 1}" rel="next">Older</a>`}
      </nav>`;
}
