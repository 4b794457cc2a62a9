/** Answers one request of the protocol over HTTP, without a session: nothing is kept from one to the next. */

import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { createMcpServer, type McpOptions } from "./create-mcp-server.ts";

/**
 * The work ends with the request's signal, when its client leaves or its time is up, and fails with the signal's reason.
 *
 * @param message the request's body, one JSON-RPC message
 */
export async function answerRequest(
	request: Request,
	message: unknown,
	options: McpOptions,
): Promise<Response> {
	const { signal } = request;
	signal.throwIfAborted();
	const server = createMcpServer(options);
	const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
	await server.connect(transport);
	// The library looks at no signal: it ends its handlers when the server is closed.
	const ended = new Promise<never>((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
	try {
		return await Promise.race([transport.handleRequest(request, { parsedBody: message }), ended]);
	} finally {
		await server.close();
	}
}
