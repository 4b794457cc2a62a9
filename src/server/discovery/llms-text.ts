/** `/llms.txt`: tells a language model in Markdown what is here and how to ask it (llmstxt.org). */

import type { OpenIndex } from "../../app/open-index.ts";

/** The newest ones: a reader with little room learns what the articles are about, and asks for the rest. */
const ARTICLES = 50;

/** @param root absolute address of the application, ending in `/` */
export function llmsText({ list, info }: OpenIndex, root: string): string {
	const newest = list.slice(0, ARTICLES).map(({ id, title, description }) => {
		const about = description === null ? "" : `: ${line(description)}`;
		return `- [${line(title)}](${root}api/articles/${encodeURIComponent(id)})${about}`;
	});
	return `# sitecite

> Answers questions about ${info.articles} articles with their exact sentences, each cited; says "no answer" where they have none.

Ask before you read: an answer's sentences are quoted word for word, and each citation gives the article, the place in its text and a link.

## API

- [Ask a question](${root}api/ask?q=): put the question, percent-encoded, behind \`q=\`; JSON comes back
- [List the articles](${root}api/articles): newest first, page by page
- [Everything else](${root}openapi.json): OpenAPI 3.1
- [Model Context Protocol](${root}mcp): streamable HTTP, without a session

## Newest articles

${newest.join("\n")}
`;
}

/** One line without what Markdown would read as a link or as HTML. */
function line(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[\\[\]<>]/g, (character) => `\\${character}`);
}
