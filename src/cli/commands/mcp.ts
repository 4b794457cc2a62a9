/** `sitecite mcp`: the index for an agent, over standard input and output. */

import { Command } from "commander";
import { answersHere } from "../../app/answers.ts";
import { askSettings } from "../../app/ask-settings.ts";
import { openIndex } from "../../app/open-index.ts";
import { serveStdio } from "../../mcp/serve-stdio.ts";
import type { CliContext } from "../cli-context.ts";
import { configFor, configOption, indexOption, type SharedOptions } from "../options.ts";

export function mcpCommand(context: CliContext): Command {
	return new Command("mcp")
		.description("Serve the index to an agent over standard input and output (MCP)")
		.addOption(indexOption())
		.addOption(configOption())
		.option("--allow-lexical-only", "serve by words alone where the index's model cannot run")
		.action(
			async ({ allowLexicalOnly, ...shared }: SharedOptions & { allowLexicalOnly?: true }) => {
				const config = await configFor(context, shared, {
					...(allowLexicalOnly && { allowLexicalOnly }),
				});
				const index = await openIndex(config);
				try {
					if (index.degraded !== null) context.err(`${index.degraded}\n`);
					await serveStdio({
						index: () => index,
						answers: () => answersHere(index),
						settings: askSettings(config),
						report: (error) =>
							context.err(`${error instanceof Error ? error.stack : String(error)}\n`),
						input: process.stdin,
						output: process.stdout,
						signal: context.signal,
					});
				} finally {
					await index.close();
				}
			},
		);
}
