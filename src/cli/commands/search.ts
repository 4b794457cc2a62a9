/** `sitecite search`: articles by their words, on the terminal. */

import { Command } from "commander";
import { openIndex } from "../../app/open-index.ts";
import { parseSearch } from "../../app/parse-search.ts";
import { search } from "../../app/search.ts";
import { MAX_LIMIT } from "../../contract/parameters.ts";
import { MAX_REACHED, type SearchResponse } from "../../contract/search.ts";
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

interface SearchOptions extends SharedOptions, FilterOptions {
	readonly limit: number;
	readonly page: number;
}

export function searchCommand(context: CliContext): Command {
	const command = new Command("search")
		.description("Find articles by their words; the last word may be half typed")
		.argument(
			"<words...>",
			'what to look for; a space at the end ("art ") makes the last word whole',
		)
		.addOption(indexOption())
		.addOption(configOption())
		.option("--limit <n>", "articles a page", wholeNumber(1, MAX_LIMIT), 10)
		.option("--page <n>", "which page", wholeNumber(1, MAX_REACHED), 1);
	return addFilterOptions(command)
		.addOption(jsonOption())
		.action(async (words: string[], { json, index, config, ...parameters }: SearchOptions) => {
			const wanted = parseSearch({ q: words.join(" "), ...parameters });
			const shared = { ...(index && { index }), ...(config && { config }) };
			const open = await openIndex(await configFor(context, shared));
			try {
				const response = await search(open, wanted, context.signal);
				context.out(json ? asJson(response) : render(response));
			} finally {
				await open.close();
			}
		});
}

function render({ results, total, corrected }: SearchResponse): string {
	const lines = corrected.map(({ from, to }) => `“${from}” read as “${to}”`);
	for (const { rank, article, section, snippet, deepLink } of results) {
		lines.push("", `${rank}. ${[article.title, ...section].join(" › ")}`);
		lines.push(`   ${snippet.text}`, `   ${deepLink}`);
	}
	const [first, last] = [results[0], results.at(-1)];
	const shown = first && last ? `, shown are ${first.rank} to ${last.rank}` : "";
	lines.push("", `${total} ${total === 1 ? "article" : "articles"}${shown}.`);
	return `${lines.join("\n").trimStart()}\n`;
}
