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
		const handled = transport.handleRequest(takingBoth(request), { parsedBody: message });
		return await Promise.race([handled, ended]);
	} finally {
		await server.close();
	}
}

/** The library wants both types of the protocol to be named: whoever takes anything takes them, too (RFC 9110, 12.5.1). */
function takingBoth({ url, method, headers }: Request): Request {
	const accepting = new Headers(headers);
	const accepted = headers.get("accept") ?? "*/*";
	if (/(?:^|,)\s*\*\/\*/.test(accepted)) {
		accepting.set("accept", "application/json, text/event-stream");
	}
	return new Request(url, { method, headers: accepting });
}
