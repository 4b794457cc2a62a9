/** Articles as resources: the newest are listed, and every one can be read by its address. */

import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
	ErrorCode,
	ListResourcesRequestSchema,
	ListResourceTemplatesRequestSchema,
	McpError,
	ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { OpenIndex } from "../app/open-index.ts";
import { readArticle } from "../app/read-article.ts";
import { SiteciteError } from "../domain/errors.ts";
import { forAsker, type Report } from "./mcp-errors.ts";

/** Articles that are listed, the newest: the others are found by asking. */
const LISTED_ARTICLES = 100;

/** Longest text of a resource, in UTF-16 code units: longer ones are read in pieces, by the tool. */
const MAX_RESOURCE_LENGTH = 500_000;

const ARTICLE_URI = "sitecite://articles/";

const mimeType = "text/plain";

/** What the protocol has for a resource that there is not; the library has no name for it. */
const RESOURCE_NOT_FOUND = -32002;

interface ResourceOptions {
	readonly index: () => OpenIndex;
	readonly report: Report;
}

/**
 * Adds them to a server that has no resources. By handlers of our own: those of the library answer an address that is
 * none, or that leads nowhere, as if something had failed here.
 */
export function serveArticleResources(
	{ server }: McpServer,
	{ index, report }: ResourceOptions,
): void {
	server.registerCapabilities({ resources: {} });
	server.setRequestHandler(
		ListResourcesRequestSchema,
		async (_, { signal }) =>
			await forAsker(report, signal, async () => ({
				resources: index()
					.list.slice(0, LISTED_ARTICLES)
					.map(({ id, title, description }) => ({
						uri: `${ARTICLE_URI}${encodeURIComponent(id)}`,
						name: title,
						...(description !== null && { description }),
						mimeType,
					})),
			})),
	);
	server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
		resourceTemplates: [
			{
				name: "article",
				uriTemplate: `${ARTICLE_URI}{id}`,
				title: "Article",
				description: "An article's canonical text.",
				mimeType,
			},
		],
	}));
	server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }, { signal }) => {
		const id = idOf(uri);
		const { text } = await forAsker(report, signal, () => readArticle(index(), id)).catch(
			(error: unknown) => {
				if (!(error instanceof SiteciteError) || error.code !== "not_found") throw error;
				throw new McpError(RESOURCE_NOT_FOUND, error.message, { uri });
			},
		);
		return { contents: [{ uri, mimeType, text: text.slice(0, MAX_RESOURCE_LENGTH) }] };
	});
}

/** @throws McpError for an address that is none, and for one of something else */
function idOf(uri: string): string {
	try {
		const { href } = new URL(uri);
		if (href.startsWith(ARTICLE_URI)) return decodeURIComponent(href.slice(ARTICLE_URI.length));
	} catch {
		throw new McpError(ErrorCode.InvalidParams, "The address of the resource is not valid.", {
			uri,
		});
	}
	throw new McpError(RESOURCE_NOT_FOUND, "Resource not found: there are articles alone.", { uri });
}
