/** `sitecite serve`: the HTTP service and its demo site. */

import { EventEmitter } from "node:events";
import { Command } from "commander";
import { askSettings } from "../../app/ask-settings.ts";
import { recordedOverrides } from "../../app/current-build.ts";
import { LiveIndex } from "../../app/live-index.ts";
import { QuestionLog } from "../../app/question-log.ts";
import { watchIndex } from "../../app/watch-index.ts";
import { serverLog } from "../../server/log.ts";
import { serve } from "../../server/serve.ts";
import { adminTokenOf } from "../admin-token.ts";
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
import { rebuildOnChange } from "../rebuild-on-change.ts";
import { renderReport } from "../render-report.ts";

interface ServeOptions extends SharedOptions {
	readonly host?: string;
	readonly port?: number;
	readonly allowLexicalOnly?: true;
	readonly build?: true;
	readonly watch?: true;
}

export function serveCommand(context: CliContext): Command {
	return new Command("serve")
		.description("Serve the index over HTTP, with a demo site")
		.addOption(indexOption())
		.addOption(configOption())
		.option("--host <host>", "address to listen on (default: 127.0.0.1)")
		.option("--port <port>", "port to listen on (default: 8787)", wholeNumber(0, 65535))
		.option("--allow-lexical-only", "serve by words alone where the index's model cannot run")
		.option("--build", "first build the index if it is missing or its articles have changed")
		.option("--watch", "build, and build again whenever an article changes (for writing)")
		.addOption(jsonOption())
		.action(async (options: ServeOptions) => {
			const { host, port, watch, allowLexicalOnly, json, ...shared } = options;
			const flags = {
				server: { ...(host && { host }), ...(port !== undefined && { port }) },
				...(allowLexicalOnly && { allowLexicalOnly }),
			};
			let config = await configFor(context, shared, flags);
			const adminToken = adminTokenOf(context.env);
			// An index that was built of other folders goes on being built of them.
			const overrides = options.build || watch ? await recordedOverrides(config) : {};
			if (options.build || watch) {
				config = await configFor(context, shared, { ...overrides, ...flags });
				context.err(renderReport(await buildWithProgress(context, { config, overrides })));
			}
			const log = serverLog(config.server.logLevel, { write: context.err });
			const reloads = new EventEmitter();
			const live = await LiveIndex.open(config, {
				onSwap: ({ info }) => {
					log.info(info, "a newer generation answers");
					reloads.emit("reload");
				},
				onRefusal: (err) => log.error({ err }, "the newest generation was refused"),
				onWorkerLost: (err) => log.error({ err }, "a thread that answered has died"),
				onWorkerUnopened: (err) =>
					log.error({ err }, "a thread cannot open the index: it answers nothing, and tries again"),
				onLeak: (err) => log.error({ err }, "a replaced generation could not be closed"),
			});
			let questions: QuestionLog | null = null;
			try {
				if (config.questions.log) {
					questions = await QuestionLog.open(config, {
						onFailure: (err) => log.error({ err }, "questions cannot be kept"),
					});
				}
				const server = await serve({
					host: config.server.host,
					port: config.server.port,
					server: config.server,
					index: () => live.current,
					live,
					settings: askSettings(config),
					log,
					report: (err) => log.error({ err }, "fault"),
					...(adminToken !== null && { adminToken }),
					...(questions !== null && { questions }),
					...(watch && { reloads }),
				});
				const { degraded, info } = live.current;
				if (degraded !== null) log.warn(degraded);
				const { articles, chunks, generation } = info;
				context.out(
					json
						? `${JSON.stringify({ url: server.url, ...info })}\n`
						: `Serving ${articles} articles (${chunks} chunks, generation ${generation}) on ${server.url}\n`,
				);
				const reload = () => void live.reload();
				const stops = [
					context.onHangup(reload),
					watchIndex(config, reload),
					...(watch ? [await rebuildOnChange(context, { config, overrides })] : []),
				];
				// A generation that came while this one was opened would not be noticed any more.
				reload();
				await aborted(context.signal);
				for (const stop of stops) await stop();
				reloads.emit("end");
				await server.close();
			} finally {
				await questions?.close();
				await live.close();
			}
		});
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}
