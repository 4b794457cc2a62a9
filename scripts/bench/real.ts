/**
 * How long questions and searches take on an index that is there already.
 * Usage: npm run bench:real -- [index folder]
 *
 * Every article's title and first words is asked, and the beginnings of titles are typed, one after another on one
 * thread, in random but fixed order.
 */

import process from "node:process";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { askIndex } from "./ask-index.ts";
import { milliseconds } from "./results-table.ts";
import { timed } from "./times.ts";

const QUESTIONS = 1000;
const ROUNDS = 3;

const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: process.argv[2] === undefined ? {} : { index: process.argv[2] },
});
const { value: index, ms: openMs } = await timed(() => openIndex(config));
const texts: string[] = [];
for (const id of index.articles.ids()) {
	const article = await index.articles.get(id);
	if (article !== null) texts.push(article.title.slice(0, 1000), firstWords(article.text, 9));
}
// A multiplier without a common factor with the count visits the texts in a fixed mixed order.
const questions = Array.from({ length: QUESTIONS }, (_, i) => ({
	text: texts[(i * 7919) % texts.length] ?? "",
	planted: null,
}));
const searches = questions.map(({ text }, i) => text.slice(0, 1 + (i % 20)));
const { candidates, ranked, ask, search } = await askIndex(index, questions, searches, ROUNDS);
const { articles, chunks } = index.info;
process.stdout.write(
	`${articles} articles, ${chunks} chunks, opened in ${openMs.toFixed(0)} ms; p50 / p95 / p99 in ms, the best of ${ROUNDS} rounds:\n` +
		`candidates ${milliseconds(candidates)}\ncandidates and ranker ${milliseconds(ranked)}\n` +
		`ask ${milliseconds(ask)}\nsearch ${milliseconds(search)}\n`,
);
await index.close();

function firstWords(text: string, count: number): string {
	return text.slice(0, 500).split(/\s+/).slice(0, count).join(" ");
}
