/** The Model Context Protocol: what an agent may ask of an index, read only. */

import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { Answers } from "../app/answers.ts";
import type { AskSettings } from "../app/ask-settings.ts";
import type { OpenIndex } from "../app/open-index.ts";
import { PACKAGE_VERSION } from "../app/package-version.ts";
import { questionOf } from "../app/parse-question.ts";
import { searchOf } from "../app/parse-search.ts";
import { readExcerpt } from "../app/read-article.ts";
import { articleExcerpt, excerptRequest } from "../contract/article.ts";
import { type AskResponse, askBody, askResponse } from "../contract/ask.ts";
import { searchBody, searchResponse } from "../contract/search.ts";
import { answerText, excerptText, searchText } from "./answer-text.ts";
import { serveArticleResources } from "./article-resources.ts";
import { forAsker, type Report } from "./mcp-errors.ts";

export interface McpOptions {
	/** The index that answers now; asked for at every call. */
	readonly index: () => OpenIndex;
	/** What answers from that index. */
	readonly answers: () => Answers;
	readonly settings: AskSettings;
	/** Told of every fault that is not the asker's. */
	readonly report: Report;
	/** Told of every answer. */
	readonly onAnswer?: (response: AskResponse) => void;
}

const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** A server without a transport: connect it to one. */
export function createMcpServer({
	index,
	answers,
	settings,
	report,
	onAnswer,
}: McpOptions): McpServer {
	const server = new McpServer(
		{ name: "sitecite", version: PACKAGE_VERSION },
		{
			instructions:
				"Answers questions from a site's articles by quoting them word for word. Ask in whole questions; cite what is quoted by its article and link. No answer means that the articles do not have it.",
		},
	);
	server.registerTool(
		"ask",
		{
			title: "Ask the articles",
			description:
				"Answers a question with exact sentences of the articles, each cited, or says that they have no answer. The passages nearest to the question come in any case.",
			inputSchema: askBody,
			outputSchema: askResponse.shape,
			annotations,
		},
		async (parameters, { signal }) =>
			await forAsker(report, signal, async () => {
				const response = await answers().ask(questionOf(parameters), settings, signal);
				onAnswer?.(response);
				return { content: [textContent(answerText(response))], structuredContent: response };
			}),
	);
	server.registerTool(
		"search",
		{
			title: "Search the articles",
			description:
				"Finds articles by the words they hold, best first, each with its best place. The last word may be cut short. For a question, use ask.",
			inputSchema: searchBody,
			outputSchema: searchResponse.shape,
			annotations,
		},
		async (parameters, { signal }) =>
			await forAsker(report, signal, async () => {
				const response = await answers().search(searchOf(parameters), signal);
				return { content: [textContent(searchText(response))], structuredContent: response };
			}),
	);
	server.registerTool(
		"get_article",
		{
			title: "Read an article",
			description:
				"A piece of an article's canonical text, in which the positions of citations count, with what is known of the article. Long articles are read in several pieces.",
			inputSchema: excerptRequest,
			outputSchema: articleExcerpt.shape,
			annotations,
		},
		async (parameters, { signal }) =>
			await forAsker(report, signal, async () => {
				const excerpt = await readExcerpt(index(), parameters);
				return { content: [textContent(excerptText(excerpt))], structuredContent: excerpt };
			}),
	);
	serveArticleResources(server, { index, report });
	return server;
}

function textContent(text: string) {
	return { type: "text" as const, text };
}
