/** `sitecite evaluate`: retrieval quality on a labelled question collection. */

import { Command, Option } from "commander";
import { type EvaluationMode, evaluateBeir } from "../../app/evaluate.ts";
import type { CliContext } from "../cli-context.ts";
import { configFor, configOption, jsonOption, type SharedOptions } from "../options.ts";

interface EvaluateOptions extends SharedOptions {
	readonly beir: string;
	readonly mode: EvaluationMode;
	readonly qrels: string;
	readonly chunk?: true;
	readonly run?: string;
}

export function evaluateCommand(context: CliContext): Command {
	return new Command("evaluate")
		.description("Measure retrieval quality on a question collection in BEIR layout")
		.requiredOption("--beir <folder>", "folder with corpus.jsonl, queries.jsonl, qrels/")
		.addOption(
			new Option("--mode <mode>", "legs to ask")
				.choices(["lexical", "semantic", "hybrid"])
				.default("hybrid"),
		)
		.option("--qrels <split>", "relevance judgements: qrels/<split>.tsv", "test")
		.option("--chunk", "cut documents into chunks instead of indexing each whole")
		.option("--run <file>", "write what was retrieved as a TREC run file")
		.addOption(configOption())
		.addOption(jsonOption())
		.action(async ({ json, config: file, ...options }: EvaluateOptions) => {
			const config = await configFor(context, file === undefined ? {} : { config: file });
			const { figures, mode, tookMs, documents } = await evaluateBeir({
				config,
				folder: options.beir,
				mode: options.mode,
				split: options.qrels,
				chunk: options.chunk ?? false,
				...(options.run !== undefined && { runFile: options.run }),
				signal: context.signal,
			});
			if (json) {
				context.out(`${JSON.stringify({ mode, documents, ...figures, tookMs }, null, 2)}\n`);
				return;
			}
			const columns = Object.entries(figures).map(([name, value]) => `${name} ${round(value)}`);
			context.out(`${options.beir} ${mode}: ${columns.join("  ")}\n`);
		});
}

function round(value: number): string {
	return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
