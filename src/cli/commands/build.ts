/** `sitecite build`: articles in, a new generation of the index out. */

import { resolve } from "node:path";
import { Command } from "commander";
import type { GoldenGate } from "../../app/build-index.ts";
import type { EmbedderChoice, UserConfig } from "../../app/config.ts";
import { asJson } from "../as-json.ts";
import { buildWithProgress } from "../build-with-progress.ts";
import type { CliContext } from "../cli-context.ts";
import { addMinimumOptions, type MinimumOptions, minimumsOf } from "../golden-options.ts";
import {
	collect,
	configFor,
	configOption,
	embedderOption,
	jsonOption,
	type SharedOptions,
} from "../options.ts";
import { renderReport } from "../render-report.ts";

interface BuildOptions extends SharedOptions, MinimumOptions {
	readonly golden?: string;
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
	const command = addMinimumOptions(new Command("build"))
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
		.option(
			"--golden <file>",
			"ask these golden questions, and keep the old index if they fare badly",
		)
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
			const golden = goldenGate(command, context, options);
			const report = await buildWithProgress(context, {
				config,
				overrides,
				strict: options.strict ?? false,
				force: options.force ?? false,
				...(golden && { golden }),
			});
			context.out(options.json ? asJson(report) : renderReport(report));
		});
	return command;
}

/** Questions without a minimum, or a minimum without questions, would let every build pass. */
function goldenGate(
	command: Command,
	{ workingFolder }: CliContext,
	options: BuildOptions,
): GoldenGate | null {
	const minimums = minimumsOf(options);
	const hasMinimum = Object.values(minimums).some((minimum) => minimum !== undefined);
	if (options.golden === undefined && !hasMinimum) return null;
	if (options.golden === undefined) {
		command.error("error: a minimum needs questions: --golden questions.yaml");
	}
	if (!hasMinimum) {
		command.error("error: --golden needs a minimum, such as --min-recall3 0.9");
	}
	return { questionsFile: resolve(workingFolder, options.golden), minimums };
}
