/** An answer as a page of its own: what readers without scripts get, and what the widget's form falls back to. */

import { html } from "hono/html";
import type { AskResponse } from "../../contract/ask.ts";
import { excerpt } from "../../domain/excerpt.ts";
import type { TextRange } from "../../domain/text-range.ts";
import { byline, passagePath } from "./article-meta.ts";
import { fallbackForm, layout } from "./layout.ts";
import { linesOf } from "./text-lines.ts";

type Passage = AskResponse["passages"][number];

/** @param answer null where nothing was asked; a text says why it could not be answered */
export function answerPage(question: string, answer: AskResponse | string | null, root: string) {
	return layout({
		title: question === "" ? "Ask – sitecite" : `${question} – sitecite`,
		lang: "en",
		search: "page",
		root,
		content: html`
      <div class="answer-page">
        <h1>${question === "" ? "Ask the articles" : html`<bdi>${question}</bdi>`}</h1>
        <site-cite lang="en" address="off">${fallbackForm(question, root)}</site-cite>
        ${typeof answer === "string" && html`<p class="fault" role="alert">${answer}</p>`}
        ${answer !== null && typeof answer !== "string" && found(answer, root)}
      </div>`,
	});
}

/** Among all that readers ask, unanswerable questions included, what is less sure more often does not answer than does. */
const SURE = 0.5;

function found({ question, interpreted, answer, passages }: AskResponse, root: string) {
	const isAnswered = answer.status === "answered";
	const heading = answer.confidence < SURE ? "This may answer it" : "Answer";
	const read = interpreted?.question ?? question;
	return html`
        ${read !== question && html`<p>Read as “<bdi>${read}</bdi>”.</p>`}
        <section class="found" aria-labelledby="answer-heading">
          <h2 id="answer-heading">${isAnswered ? heading : "No answer found"}</h2>
          ${answer.sentences.map(({ text, citation }) => quotation(text, passages, citation, root))}
          ${answer.missing.length > 0 && html`<p>Not mentioned: ${answer.missing.join(", ")}.</p>`}
        </section>
        ${
					passages.length > 0 &&
					html`<section aria-labelledby="passages-heading">
          <h2 id="passages-heading">${isAnswered ? "Where it says so" : "Nearest passages"}</h2>
          <ol class="passages">${passages.map((passage) => passageItem(passage, answer.sentences, root))}</ol>
        </section>`
				}`;
}

function quotation(text: string, passages: readonly Passage[], number: number, root: string) {
	const cited = passages.find(({ citation }) => citation.number === number);
	if (cited === undefined) return html``;
	const { article, deepLink } = cited.citation;
	return html`
          <figure>
            <blockquote lang="${article.lang ?? ""}" dir="auto">${text}</blockquote>
            <figcaption><a href="${passagePath(article, deepLink, root)}">[${number}] <bdi>${article.title}</bdi></a></figcaption>
          </figure>`;
}

function passageItem(
	{ text, highlights, citation }: Passage,
	sentences: AskResponse["answer"]["sentences"],
	root: string,
) {
	const { article, section, deepLink, number } = citation;
	const quotes = sentences.filter((sentence) => sentence.citation === number);
	// In a passage of two hundred words, the eye looks for the quote and not for words.
	const marks = quotes.length > 0 ? quotes.sort((a, b) => a.start - b.start) : highlights;
	const part = excerpt(text, quotes.length > 0 ? quotes : highlights.slice(0, 1));
	// A part of a table would begin and end in the middle of rows.
	const isWhole = part.end - part.start === text.length || text.includes("\t");
	return html`
            <li lang="${article.lang ?? ""}">
              <h3><a href="${passagePath(article, deepLink, root)}" dir="auto">${article.title}</a></h3>
              ${byline(article)}
              ${section.length > 0 && html`<p class="meta">${section.join(" › ")}</p>`}
              ${
								isWhole
									? linesOf(text, marks)
									: html`<div class="part">${partOf(text, part, marks)}</div>
              <details><summary lang="en">The whole passage</summary>${linesOf(text, marks)}</details>`
							}
            </li>`;
}

/** A part of a passage, with dots where more of it comes before or behind. */
function partOf(text: string, { start, end }: TextRange, marks: readonly TextRange[]) {
	const lead = start > 0 ? "… " : "";
	const shift = lead.length - start;
	const moved = marks.map((mark) => ({
		start: Math.max(mark.start, start) + shift,
		end: Math.min(mark.end, end) + shift,
	}));
	return linesOf(lead + text.slice(start, end) + (end < text.length ? " …" : ""), moved);
}
