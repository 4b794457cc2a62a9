/** Who wrote an article when, where it can be read on the demo site, and what it is about. */

import { html } from "hono/html";
import type { Article } from "../../domain/article.ts";

type Cited = Pick<Article, "id" | "url" | "published" | "authors">;

/** Link to its page here: articles that are published on a host of their own have one, too. */
export function articlePath({ id, url }: Pick<Cited, "id" | "url">, root: string): string {
	return root + (url.startsWith("/") ? url.slice(1) : `read/${encodeURIComponent(id)}`);
}

/** That link with the text fragment of a citation. */
export function passagePath(
	article: Pick<Cited, "id" | "url">,
	deepLink: string,
	root: string,
): string {
	const fragment = deepLink.slice(deepLink.indexOf("#"));
	return articlePath(article, root) + (deepLink.includes("#") ? fragment : "");
}

export function byline({ published, authors }: Cited) {
	const day = published?.slice(0, 10);
	const date = day !== undefined && html`<time datetime="${day}">${written(day)}</time>`;
	const by = authors.join(", ");
	return html`<p class="meta">${date}${day !== undefined && by !== "" && " · "}${by}</p>`;
}

/** A day as people write it; the pages around it are in English. */
function written(day: string): string {
	const time = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(time)) return day;
	return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(time);
}

/** The first few tags. */
export function tagList(tags: readonly string[]) {
	if (tags.length === 0) return html``;
	return html`<ul class="tags">${tags.slice(0, 3).map((tag) => html`<li>${tag}</li>`)}</ul>`;
}
