/** Text of an article as HTML: lines as they stand, and as a table where tabs part cells. */

import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { type TextRange, trimRange } from "../../domain/text-range.ts";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/**
 * A row for each line, a cell for each tab. Nothing but these is left out, so that text fragments of citations, which
 * browsers match cell by cell, still match.
 *
 * @param isHeaded whether the first row is known to name the columns
 */
export function tableOf(
	text: string,
	range: TextRange,
	isHeaded: boolean,
	highlights: readonly TextRange[] = [],
): Html {
	const rows = parts(text, range, "\n").map((line, row) => {
		const cells = parts(text, line, "\t").map((cell) => {
			const content = marked(text, cell, highlights);
			return isHeaded && row === 0
				? html`<th scope="col" dir="auto">${content}</th>`
				: html`<td dir="auto">${content}</td>`;
		});
		return html`<tr>${cells}</tr>`;
	});
	// What is wider than a phone scrolls by itself, by keys, too.
	return html`<div class="table" role="group" aria-label="Table" tabindex="0"><table>${rows}</table></div>`;
}

/** Lines in a row that have cells as a table, others as they stand, with what is highlighted in `mark`. */
export function linesOf(text: string, highlights: readonly TextRange[]): Html {
	const runs: { start: number; end: number; isTabbed: boolean }[] = [];
	for (const { start, end } of parts(text, { start: 0, end: text.length }, "\n")) {
		const isTabbed = text.slice(start, end).includes("\t");
		const last = runs.at(-1);
		if (last?.isTabbed === isTabbed) last.end = end;
		else runs.push({ start, end, isTabbed });
	}
	const shown = runs.map((run) => {
		// Tabs that only indent are those of code.
		if (run.isTabbed && /\S\t/.test(text.slice(run.start, run.end))) {
			return tableOf(text, run, false, highlights);
		}
		const { start, end } = trimRange(text, run);
		if (start === end) return html``;
		return html`<p class="lines" dir="auto">${marked(text, { start, end }, highlights)}</p>`;
	});
	return html`${shown}`;
}

/** The ranges between separators. */
function parts(text: string, { start, end }: TextRange, separator: string): TextRange[] {
	let position = start;
	return text
		.slice(start, end)
		.split(separator)
		.map(({ length }) => {
			const part = { start: position, end: position + length };
			position = part.end + separator.length;
			return part;
		});
}

/** The text of a range, escaped, with as much of each highlight as lies in it in `mark`. */
function marked(text: string, { start, end }: TextRange, highlights: readonly TextRange[]): Html {
	let position = start;
	const pieces: Html[] = [];
	for (const highlight of highlights) {
		const from = Math.max(position, highlight.start);
		const to = Math.min(end, highlight.end);
		if (from >= to) continue;
		pieces.push(html`${text.slice(position, from)}<mark>${text.slice(from, to)}</mark>`);
		position = to;
	}
	return html`${pieces}${text.slice(position, end)}`;
}
