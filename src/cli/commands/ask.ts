/** `sitecite ask`: one question, answered on the terminal. */

import { Command } from "commander";
import { ask } from "../../app/ask.ts";
import { askSettings } from "../../app/ask-settings.ts";
import { explain } from "../../app/explain.ts";
import { openIndex } from "../../app/open-index.ts";
import { parseQuestion } from "../../app/parse-question.ts";
import type { AskResponse } from "../../contract/ask.ts";
import { MAX_LIMIT } from "../../contract/parameters.ts";
import { asJson } from "../as-json.ts";
import type { CliContext } from "../cli-context.ts";
import {
	addFilterOptions,
	configFor,
	configOption,
	type FilterOptions,
	indexOption,
	jsonOption,
	type SharedOptions,
	wholeNumber,
} from "../options.ts";
import { renderExplanation } from "../render-explanation.ts";

interface AskOptions extends SharedOptions, FilterOptions {
	readonly explain?: true;
	readonly limit: number;
	readonly perArticle?: number;
	readonly asOf?: string;
	readonly allowLexicalOnly?: true;
}

export function askCommand(context: CliContext): Command {
	const command = new Command("ask")
		.description("Answer a question from the index")
		.argument("<question...>", "the question, in your own words")
		.addOption(indexOption())
		.addOption(configOption())
		.option("--limit <n>", "passages to show", wholeNumber(1, MAX_LIMIT), 5)
		.option(
			"--per-article <n>",
			"passages of one article among the first five (default: 2)",
			wholeNumber(1, MAX_LIMIT),
		)
		.option("--as-of <date>", 'day that "last week" is counted from (default: today)');
	return addFilterOptions(command)
		.option("--allow-lexical-only", "answer by words alone where the index's model cannot run")
		.option("--explain", "show what was found, and why it stands where it stands")
		.addOption(jsonOption())
		.action(
			async (
				words: string[],
				{ json, index, config, explain: isExplained, allowLexicalOnly, ...parameters }: AskOptions,
			) => {
				const shared = { ...(index && { index }), ...(config && { config }) };
				const question = parseQuestion({ q: words.join(" "), ...parameters });
				const flags = allowLexicalOnly ? { allowLexicalOnly } : {};
				const settings = await configFor(context, shared, flags);
				const open = await openIndex(settings);
				if (open.degraded !== null) context.err(`${open.degraded}\n`);
				try {
					if (isExplained) {
						const told = await explain(open, question, askSettings(settings), context.signal);
						context.out(json ? asJson(told) : renderExplanation(told));
						return;
					}
					const response = await ask(open, question, askSettings(settings), context.signal);
					context.out(json ? asJson(response) : render(response));
				} finally {
					await open.close();
				}
			},
		);
}

function render({ answer, passages, interpreted }: AskResponse): string {
	const lines = (interpreted?.spelling ?? []).map(({ from, to }) => `“${from}” read as “${to}”`);
	for (const { text, found } of interpreted?.phrases ?? []) {
		if (!found) lines.push(`No passage has “${text}” word for word`);
	}
	if (lines.length > 0) lines.push("");
	if (answer.status === "no_answer") {
		lines.push("No answer found.", "");
		if (answer.missing.length > 0) lines.push(`No passage mentions ${quoted(answer.missing)}.`, "");
		const nothing = "No article that the options let through comes near the question.";
		lines.push(passages.length > 0 ? "The nearest passages:" : nothing, "");
	} else {
		for (const { text, citation } of answer.sentences) lines.push(`“${text}” [${citation}]`);
		lines.push("", `Confidence ${Math.round(answer.confidence * 100)} %`, "");
	}
	for (const { text, citation } of passages) {
		const { article, section, source } = citation;
		lines.push(`[${citation.number}] ${[article.title, ...section].join(" › ")}`);
		lines.push(`    ${source.path}:${source.start}-${source.end}  ${article.url}`);
		lines.push(...text.split("\n").map((line) => `    ${line}`), "");
	}
	return `${lines.join("\n")}`;
}

function quoted(words: readonly string[]): string {
	return words.map((word) => `“${word}”`).join(", ");
}
