/** Shapes of `POST /mcp`: messages of JSON-RPC 2.0, as the Model Context Protocol has them. */

import { z } from "zod";

const jsonrpc = z.literal("2.0");
const id = z.union([z.string(), z.int()]);

export const mcpMessage = z
	.strictObject({
		jsonrpc,
		id: id.optional().meta({ description: "Of a request; a notification has none." }),
		method: z.string().meta({ description: "Such as `tools/list` and `tools/call`." }),
		params: z.record(z.string(), z.unknown()).optional(),
	})
	.meta({
		id: "McpMessage",
		example: {
			jsonrpc: "2.0",
			id: 1,
			method: "tools/call",
			params: { name: "ask", arguments: { q: "Who built the sewers?" } },
		},
	});

export const mcpReply = z
	.looseObject({
		jsonrpc,
		id: id.nullish(),
		result: z.record(z.string(), z.unknown()).optional(),
		error: z.looseObject({ code: z.int(), message: z.string() }).optional(),
	})
	.meta({ id: "McpReply" });
