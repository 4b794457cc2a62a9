/** Answers one request of the protocol over HTTP, without a session: nothing is kept from one to the next. */

import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { createMcpServer, type McpOptions } from "./create-mcp-server.ts";

/** @param message the request's body, one JSON-RPC message */
export async function answerRequest(
	request: Request,
	message: unknown,
	options: McpOptions,
): Promise<Response> {
	const server = createMcpServer(options);
	const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
	await server.connect(transport);
	try {
		return await transport.handleRequest(request, { parsedBody: message });
	} finally {
		await server.close();
	}
}
