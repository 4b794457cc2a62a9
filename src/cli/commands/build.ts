/** `sitecite build`: articles in, a new generation of the index out. */

import { resolve } from "node:path";
import { Command } from "commander";
import type { EmbedderChoice, UserConfig } from "../../app/config.ts";
import { buildWithProgress } from "../build-with-progress.ts";
import type { CliContext } from "../cli-context.ts";
import {
	collect,
	configFor,
	configOption,
	embedderOption,
	jsonOption,
	type SharedOptions,
} from "../options.ts";
import { renderReport } from "../render-report.ts";

interface BuildOptions extends SharedOptions {
	readonly out?: string;
	readonly include?: string[];
	readonly exclude?: string[];
	readonly baseUrl?: string;
	readonly embedder?: EmbedderChoice;
	readonly drafts?: true;
	readonly strict?: true;
	readonly force?: true;
}

export function buildCommand(context: CliContext): Command {
	return new Command("build")
		.description("Build the index of folders of articles")
		.argument("[folder...]", "folders or files with articles (default: from the configuration)")
		.option("--out <folder>", "index folder (default: .sitecite)")
		.addOption(configOption())
		.option("--include <glob>", "only files matching (repeatable)", collect)
		.option("--exclude <glob>", "leave out files matching (repeatable)", collect)
		.option("--base-url <url>", "where the articles are published")
		.addOption(embedderOption())
		.option("--drafts", "index drafts, too")
		.option("--strict", "fail where a file cannot be read, instead of skipping it")
		.option("--force", "build again even if nothing changed")
		.addOption(jsonOption())
		.action(async (folders: string[], options: BuildOptions) => {
			const { out, include, exclude, baseUrl, embedder, drafts, config: file } = options;
			const overrides: UserConfig = {
				...(folders.length > 0 && {
					articles: folders.map((folder) => resolve(context.workingFolder, folder)),
				}),
				...(include && { include }),
				...(exclude && { exclude }),
				...(baseUrl && { baseUrl }),
				...(embedder && { embedder }),
				...(drafts && { drafts }),
			};
			const config = await configFor(context, file === undefined ? {} : { config: file }, {
				...(out && { index: resolve(context.workingFolder, out) }),
				...overrides,
			});
			const report = await buildWithProgress(context, {
				config,
				overrides,
				strict: options.strict ?? false,
				force: options.force ?? false,
			});
			context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
		});
}
