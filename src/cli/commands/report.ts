/** `sitecite report`: what readers asked, and forgetting it. */

import { Command, InvalidArgumentError, Option } from "commander";
import { type Forgettable, forgetQuestions } from "../../app/forget-questions.ts";
import { DEFAULT_REPORT_DAYS, MAX_REPORT_DAYS } from "../../app/question-settings.ts";
import { reportKept } from "../../app/report-questions.ts";
import { asJson } from "../as-json.ts";
import type { CliContext } from "../cli-context.ts";
import {
	configFor,
	configOption,
	indexOption,
	jsonOption,
	type SharedOptions,
	wholeNumber,
} from "../options.ts";
import { renderQuestionReport } from "../render-question-report.ts";

interface ReportOptions extends SharedOptions {
	readonly days: number;
	readonly forget?: string;
	readonly forgetOlderThan?: number;
}

export function reportCommand(context: CliContext): Command {
	return new Command("report")
		.description("Show what readers asked, what was not answered, and what did not help")
		.addOption(indexOption())
		.addOption(configOption())
		.option(
			"--days <n>",
			"how far back to look",
			wholeNumber(1, MAX_REPORT_DAYS),
			DEFAULT_REPORT_DAYS,
		)
		.addOption(
			new Option("--forget <text>", "instead: delete every question that has this text in it")
				.argParser(someText)
				.conflicts("forgetOlderThan"),
		)
		.option(
			"--forget-older-than <days>",
			"instead: delete what is older",
			wholeNumber(0, MAX_REPORT_DAYS),
		)
		.addOption(jsonOption())
		.action(async ({ days, forget, forgetOlderThan, json, ...shared }: ReportOptions) => {
			const config = await configFor(context, shared);
			const what: Forgettable | null =
				forget !== undefined
					? { text: forget }
					: forgetOlderThan !== undefined
						? { olderThanDays: forgetOlderThan }
						: null;
			if (what !== null) {
				const forgotten = await forgetQuestions(config, what);
				const { questions, ratings } = forgotten;
				context.out(
					json
						? asJson({ forgotten })
						: `Forgot ${questions} ${questions === 1 ? "question" : "questions"} and ${ratings} ${ratings === 1 ? "rating" : "ratings"}.\n`,
				);
				return;
			}
			const report = await reportKept(config, days, context.signal);
			context.out(json ? asJson(report) : renderQuestionReport(report));
		});
}

/** Nothing is in every text. */
function someText(text: string): string {
	if (text.trim() !== "") return text;
	throw new InvalidArgumentError("Expected some text.");
}
