/** `sitecite evaluate`: golden questions of one's own, or a labelled question collection. */

import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
	EMBEDDER_IDS,
	type EmbedderChoice,
	type EmbedderId,
	isEmbedderId,
} from "../../app/config.ts";
import {
	compareEmbedders,
	type EvaluationMode,
	type EvaluationReport,
	type EvaluationRequest,
	evaluateBeir,
} from "../../app/evaluate.ts";
import { evaluateGolden, requireMinimums } from "../../app/evaluate-golden.ts";
import { asJson } from "../as-json.ts";
import type { CliContext } from "../cli-context.ts";
import { addMinimumOptions, type MinimumOptions, minimumsOf, share } from "../golden-options.ts";
import {
	configFor,
	configOption,
	embedderOption,
	indexOption,
	jsonOption,
	type SharedOptions,
} from "../options.ts";
import { renderGolden } from "../render-golden.ts";

interface EvaluateOptions extends SharedOptions, MinimumOptions {
	readonly beir?: string;
	readonly mode: EvaluationMode;
	readonly weight?: number;
	readonly embedder?: EmbedderChoice;
	readonly compare?: readonly [EmbedderId, EmbedderId];
	readonly qrels: string;
	readonly chunk?: true;
	readonly run?: string;
}

export function evaluateCommand(context: CliContext): Command {
	return addMinimumOptions(new Command("evaluate"))
		.description("Measure answers by golden questions, or retrieval by a BEIR collection")
		.argument("[questions]", "file of golden questions, asked of the index", "questions.yaml")
		.addOption(indexOption())
		.option("--beir <folder>", "instead: folder with corpus.jsonl, queries.jsonl, qrels/")
		.addOption(
			new Option("--mode <mode>", "with --beir: legs to ask")
				.choices(["lexical", "semantic", "hybrid"])
				.default("hybrid"),
		)
		.addOption(embedderOption("with --beir: model that embeds (default: auto)"))
		.addOption(
			new Option("--compare <names>", "with --beir: two embedders, such as static,student")
				.argParser(pair)
				.conflicts(["embedder", "run"]),
		)
		.option("--weight <share>", "with --beir: rank by this fixed semantic weight", share)
		.option("--qrels <split>", "with --beir: relevance judgements: qrels/<split>.tsv", "test")
		.option("--chunk", "with --beir: cut documents into chunks instead of indexing each whole")
		.option("--run <file>", "with --beir: write what was retrieved as a TREC run file")
		.addOption(configOption())
		.addOption(jsonOption())
		.action((questions: string, options: EvaluateOptions, command: Command) => {
			refuseStrayOptions(command, options);
			return options.beir === undefined
				? measureGolden(context, questions, options)
				: measureBeir(context, options.beir, options);
		});
}

/** The options of both measurements. */
const SHARED = new Set(["config", "json"]);
const OF_BEIR = new Set(["beir", "mode", "embedder", "compare", "weight", "qrels", "chunk", "run"]);

/** A minimum that nothing is held against would let every run pass. */
function refuseStrayOptions(command: Command, { beir }: EvaluateOptions): void {
	const [file] = command.args;
	if (beir !== undefined && file !== undefined) {
		command.error(`error: ${file}: questions of your own are not asked with --beir`);
	}
	for (const option of command.options) {
		const name = option.attributeName();
		if (SHARED.has(name) || command.getOptionValueSource(name) !== "cli") continue;
		if (OF_BEIR.has(name) !== (beir !== undefined)) {
			command.error(
				`error: ${option.long} has no effect ${beir === undefined ? "without" : "with"} --beir`,
			);
		}
	}
}

async function measureGolden(context: CliContext, questions: string, options: EvaluateOptions) {
	const config = await configFor(context, options);
	const file = resolve(context.workingFolder, questions);
	const report = await evaluateGolden(config, file, context.signal);
	context.out(
		options.json
			? asJson({ ...report, byTag: Object.fromEntries(report.byTag) })
			: renderGolden(report),
	);
	requireMinimums(report.outcomes, minimumsOf(options));
}

async function measureBeir(context: CliContext, folder: string, options: EvaluateOptions) {
	const config = await configFor(
		context,
		options.config === undefined ? {} : { config: options.config },
		options.embedder === undefined ? {} : { embedder: options.embedder },
	);
	const request: EvaluationRequest = {
		config,
		folder,
		mode: options.mode,
		split: options.qrels,
		...(options.weight !== undefined && { semanticWeight: options.weight }),
		chunk: options.chunk ?? false,
		...(options.run !== undefined && { runFile: options.run }),
		signal: context.signal,
	};
	if (options.compare === undefined) {
		const report = await evaluateBeir(request);
		context.out(options.json ? asJson(summary(report)) : `${describe(folder, report)}\n`);
		return;
	}
	const { reports, ndcg10 } = await compareEmbedders(request, options.compare);
	if (options.json) {
		context.out(asJson({ reports: reports.map(summary), difference: { ndcg10 } }));
		return;
	}
	const interval = `95% interval ${signed(ndcg10.low)} to ${signed(ndcg10.high)}`;
	context.out(
		[
			...reports.map((report) => describe(folder, report)),
			`ndcg10 of ${reports[1].embedder} less ${reports[0].embedder}: ${signed(ndcg10.mean)}, ${interval}`,
			"",
		].join("\n"),
	);
}

function summary({ embedder, mode, documents, figures, tookMs }: EvaluationReport) {
	return { embedder, mode, documents, ...figures, tookMs };
}

function describe(folder: string, { embedder, mode, figures }: EvaluationReport): string {
	const columns = Object.entries(figures).map(([name, value]) => `${name} ${round(value)}`);
	return `${folder} ${embedder} ${mode}: ${columns.join("  ")}`;
}

function signed(value: number): string {
	return `${value < 0 ? "" : "+"}${value.toFixed(4)}`;
}

/** Two names of embedders. */
function pair(text: string): readonly [EmbedderId, EmbedderId] {
	const [first, second, ...others] = text.split(",").map((name) => name.trim());
	if (isEmbedderId(first) && isEmbedderId(second) && first !== second && others.length === 0) {
		return [first, second];
	}
	throw new InvalidArgumentError(`Expected two of ${EMBEDDER_IDS.join(", ")}, with a comma.`);
}

function round(value: number): string {
	return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
