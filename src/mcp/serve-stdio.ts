/** Serves one agent over standard input and output, until either end is closed. */

import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createMcpServer, type McpOptions } from "./create-mcp-server.ts";

export interface StdioOptions extends McpOptions {
	readonly input: Readable;
	readonly output: Writable;
	/** Ends the service. */
	readonly signal: AbortSignal;
}

export async function serveStdio({
	input,
	output,
	signal,
	...options
}: StdioOptions): Promise<void> {
	const server = createMcpServer(options);
	const ended = new Promise<void>((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener("abort", () => resolve(), { once: true });
		// An agent that goes away closes the pipe.
		input.once("end", resolve).once("close", resolve);
		output.once("close", resolve);
	});
	await server.connect(new StdioServerTransport(input, output));
	await ended;
	await server.close();
}
