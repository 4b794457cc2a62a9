/** What a person is shown where there is no page, or none now. */

import { html } from "hono/html";
import type { Problem } from "../../contract/problem.ts";
import { fallbackForm, layout } from "./layout.ts";

export function faultPage({ status, title, detail }: Problem, root: string) {
	return layout({
		title: `${title} – sitecite`,
		lang: "en",
		search: "page",
		root,
		content: html`
      <div class="answer-page">
        <h1>${status === 404 ? "There is no such page" : title}</h1>
        ${
					status === 404
						? html`<p>Ask for what you were looking for:</p>`
						: html`<p class="fault" role="alert">${detail}</p>`
				}
        ${fallbackForm("", root)}
        <p><a href="${root}">All articles</a></p>
      </div>`,
	});
}
