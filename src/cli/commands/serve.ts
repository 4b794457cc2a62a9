/** `sitecite serve`: the HTTP service and its demo page. */

import { Command } from "commander";
import { askSettings } from "../../app/ask-settings.ts";
import { recordedOverrides } from "../../app/current-build.ts";
import { openIndex } from "../../app/open-index.ts";
import { serve } from "../../server/serve.ts";
import { buildWithProgress } from "../build-with-progress.ts";
import type { CliContext } from "../cli-context.ts";
import {
	configFor,
	configOption,
	indexOption,
	jsonOption,
	type SharedOptions,
	wholeNumber,
} from "../options.ts";
import { renderReport } from "../render-report.ts";

interface ServeOptions extends SharedOptions {
	readonly host?: string;
	readonly port?: number;
	readonly allowLexicalOnly?: true;
	readonly build?: true;
}

export function serveCommand(context: CliContext): Command {
	return new Command("serve")
		.description("Serve the index over HTTP, with a demo page")
		.addOption(indexOption())
		.addOption(configOption())
		.option("--host <host>", "address to listen on (default: 127.0.0.1)")
		.option("--port <port>", "port to listen on (default: 8787)", wholeNumber(0, 65535))
		.option("--allow-lexical-only", "serve by words alone where the index's model cannot run")
		.option("--build", "first build the index if it is missing or its articles have changed")
		.addOption(jsonOption())
		.action(async ({ host, port, build, allowLexicalOnly, json, ...shared }: ServeOptions) => {
			const flags = {
				server: { ...(host && { host }), ...(port !== undefined && { port }) },
				...(allowLexicalOnly && { allowLexicalOnly }),
			};
			let config = await configFor(context, shared, flags);
			if (build) {
				// An index that was built of other folders goes on being built of them.
				const overrides = await recordedOverrides(config);
				config = await configFor(context, shared, { ...overrides, ...flags });
				context.err(renderReport(await buildWithProgress(context, { config, overrides })));
			}
			const index = await openIndex(config);
			const server = await serve({
				host: config.server.host,
				port: config.server.port,
				index: () => index,
				settings: askSettings(config),
				report: (error) => context.err(`${error instanceof Error ? error.stack : String(error)}\n`),
			});
			if (index.degraded !== null) context.err(`${index.degraded}\n`);
			const { articles, chunks, generation } = index.info;
			context.out(
				json
					? `${JSON.stringify({ url: server.url, ...index.info })}\n`
					: `Serving ${articles} articles (${chunks} chunks, generation ${generation}) on ${server.url}\n`,
			);
			await aborted(context.signal);
			await server.close();
			await index.close();
		});
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}
