/** The page of what readers asked. It has no scripts, and every piece of text on it is escaped. */

import { html } from "hono/html";
import type { AskedQuestions, QuestionReport } from "../../contract/question-report.ts";

/** In the page itself, where it holds beside the service's own policy, which lets scripts run. */
const POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** Complete HTML. */
export function reportPage(report: QuestionReport) {
	const { since, until, asked, unanswered, helpful, unhelpful, groups, texts, leftOut } = report;
	return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>What readers asked</title>
    <link rel="stylesheet" href="../demo.css">
    <link rel="icon" href="../favicon.svg" type="image/svg+xml">
  </head>
  <body>
    <main>
      <h1>What readers asked</h1>
      <p class="meta">${since.slice(0, 10)} to ${until.slice(0, 10)}: ${asked} asked, ${unanswered} of them without an answer; rated helpful ${helpful} times, not helpful ${unhelpful} times. ${texts} texts in ${groups} groups${leftOut > 0 ? `, ${leftOut} rarer ones left out` : ""}.</p>
      ${section("Asked most", report.top)}
      ${section("Without an answer", report.unansweredMost)}
      ${section("Rated as no help", report.ratedWorst)}
    </main>
  </body>
</html>`;
}

function section(heading: string, listed: readonly AskedQuestions[]) {
	return html`<section class="story">
        <h2>${heading}</h2>
        ${listed.length === 0 ? html`<p>None.</p>` : html`<ol>${listed.map(entry)}</ol>`}
      </section>`;
}

function entry(group: AskedQuestions) {
	const { question, variants, texts, asked, unanswered, helpful, unhelpful, nearest } = group;
	const others = texts - 1 - variants.length;
	return html`<li>
          <h3>${question}</h3>
          ${variants.length === 0 ? "" : html`<p class="meta">Also: ${variants.map(({ text }) => `“${text}”`).join(", ")}${others > 0 ? ` and ${others} more` : ""}</p>`}
          <p class="meta">Asked: ${asked} · without an answer: ${unanswered} · helpful: ${helpful} · not helpful: ${unhelpful}</p>
          <p>${nearest === null ? "No article is near." : html`Nearest: ${link(nearest)}`}</p>
          <details><summary>Golden question</summary><pre><code>${group.golden}</code></pre></details>
        </li>`;
}

/** Only what leads to a page is a link: an article may say anything of its address. */
function link({ title, url }: NonNullable<AskedQuestions["nearest"]>) {
	return /^(https?:\/)?\//i.test(url) ? html`<a href="${url}">${title}</a>` : title;
}
