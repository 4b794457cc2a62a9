/** `sitecite inspect`: what is in the index, and how its build went. */

import { Command } from "commander";
import { inspectIndex } from "../../app/inspect-index.ts";
import { asJson } from "../as-json.ts";
import type { CliContext } from "../cli-context.ts";
import {
	configFor,
	configOption,
	indexOption,
	jsonOption,
	type SharedOptions,
} from "../options.ts";
import { renderInspection } from "../render-report.ts";

export function inspectCommand(context: CliContext): Command {
	return new Command("inspect")
		.description("Show what the index holds, its sizes, and the slowest and skipped files")
		.addOption(indexOption())
		.addOption(configOption())
		.addOption(jsonOption())
		.action(async ({ json, ...shared }: SharedOptions) => {
			const inspection = await inspectIndex(await configFor(context, shared));
			context.out(json ? asJson(inspection) : renderInspection(inspection));
		});
}
