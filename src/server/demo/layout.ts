/** What all pages of the demo site have around them. */

import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
	readonly title: string;
	readonly lang: string;
	/** Where the box stands: in the masthead as a button, or in the page itself. */
	readonly search: "masthead" | "page";
	/** Link from the page to the application's root, ending in `/`. */
	readonly root: string;
	readonly content: Html;
}

/** What a browser calls the site among its search engines. */
const BRAND = "sitecite reader";

export function layout({ title, lang, search, root, content }: Page): Html {
	return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="${root}demo.css">
    <link rel="icon" href="${root}favicon.svg" type="image/svg+xml">
    <link rel="search" type="application/opensearchdescription+xml" href="${root}opensearch.xml" title="${BRAND}">
    <script type="module" src="${root}widget.js"></script>
    <script type="module" src="${root}demo.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header class="masthead">
      <a class="brand" href="${root}">sitecite <span>reader</span></a>
      ${search === "masthead" && html`<site-cite mode="dialog" lang="en">${fallbackForm("", root)}</site-cite>`}
    </header>
    <main id="content">${content}</main>
    <footer>
      <p>Every answer on this site is quoted from its articles, word for word.</p>
      <p><a href="${root}docs">API description</a></p>
    </footer>
  </body>
</html>`;
}

/** What asks where the widget cannot: a form that the server answers. */
export function fallbackForm(question: string, root: string): Html {
	return html`<form class="ask" action="${root}ask" role="search" aria-label="Ask the articles">
        <input name="q" aria-label="Your question" placeholder="Ask a question…" value="${question}" maxlength="1000" required>
        <button>Ask</button>
      </form>`;
}
