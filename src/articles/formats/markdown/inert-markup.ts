/**
 * Takes markup that is not Markdown's own out of the parser's sight without moving anything: each
 * character of it becomes one private-use character, which the reader of the tree leaves out.
 *
 * Hugo shortcodes, Liquid and Nunjucks tags, Docusaurus admonition marks, kramdown attribute lists,
 * heading ids, GitHub alert marks. Code keeps them: it is cut from the file as written.
 */

/** Stands for a character that is left out. */
export const LEFT_OUT = "\ue000";
/** Stands for a mark that is read as an ordinary character. */
export const LITERAL = "\ue001";

/** Tags of template languages: opening and closing mark. */
const TEMPLATE_TAGS: readonly (readonly [string, string])[] = [
	["{{<", ">}}"],
	["{{%", "%}}"],
	["{%", "%}"],
	["{{", "}}"],
];

/** No template tag in 10,000 files looked at was longer; an unclosed mark reaches no further. */
const MAX_TAG_LENGTH = 5000;

const LINE_MARKUP: readonly RegExp[] = [
	// `:::note`, `:::tip[Title]`, `::: warning Title`, `:::`: the title stays.
	/^[ \t>]{0,20}:{3,10}[ \t]{0,4}(?:[a-z]{1,30})?/i,
	/^[ \t]{0,20}\{:[^\n}]{0,500}\}[ \t]*$/,
	/^[ \t>]{0,20}\[!(?:note|tip|important|warning|caution)\]/i,
];
const HEADING_ID = /^ {0,3}#{1,6}[ \t][^\n]*?(\{[#.][^\n{}]{0,200}\})[ \t]*$/;

/** A text as long as `text`, with what is not Markdown made inert. */
export function hideForeignMarkup(text: string, options: { templates: boolean }): string {
	const ranges: [number, number][] = [];
	if (options.templates && text.includes("{")) findTemplateTags(text, ranges);
	if (/^[ \t>]*(?::::|\{:|\[!)|\{[#.]/m.test(text)) findLineMarkup(text, ranges);
	if (ranges.length === 0) return text;
	ranges.sort((a, b) => a[0] - b[0]);
	const parts: string[] = [];
	let position = 0;
	for (const [start, end] of ranges) {
		if (end <= position) continue;
		const from = Math.max(start, position);
		parts.push(text.slice(position, from), LEFT_OUT.repeat(end - from));
		position = end;
	}
	parts.push(text.slice(position));
	return parts.join("");
}

function findTemplateTags(text: string, ranges: [number, number][]): void {
	let position = text.indexOf("{");
	while (position >= 0) {
		const tag = TEMPLATE_TAGS.find(([open]) => text.startsWith(open, position));
		const end = tag === undefined ? -1 : tagEnd(text, position, tag);
		if (end >= 0) ranges.push([position, end]);
		position = text.indexOf("{", end >= 0 ? end : position + 1);
	}
}

function tagEnd(text: string, start: number, [open, close]: readonly [string, string]): number {
	const inside = text.slice(start + open.length, start + MAX_TAG_LENGTH);
	const end = inside.indexOf(close);
	// A blank line ends what a person meant by the tag: an unclosed mark hides no paragraphs.
	if (end < 0 || /\n[ \t]*\n/.test(inside.slice(0, end))) return -1;
	return start + open.length + end + close.length;
}

function findLineMarkup(text: string, ranges: [number, number][]): void {
	for (let start = 0; start < text.length; ) {
		const newline = text.indexOf("\n", start);
		const end = newline < 0 ? text.length : newline;
		const line = text.slice(start, Math.min(end, start + MAX_TAG_LENGTH)).replace(/\r$/, "");
		const mark = LINE_MARKUP.map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
		if (mark !== undefined) {
			const from = mark.search(/[^ \t>]/);
			ranges.push([start + from, start + mark.length]);
		}
		const id = HEADING_ID.exec(line)?.[1];
		if (id !== undefined) {
			const from = start + line.lastIndexOf(id);
			ranges.push([from, from + id.length]);
		}
		start = end + 1;
	}
}
