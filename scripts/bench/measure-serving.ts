/**
 * Answers from an index in a process of its own and prints how long that took, as JSON.
 * Usage: measure-serving.ts <index folder> <chunks> <questions> <searches> <rounds>
 */

import process from "node:process";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { askIndex } from "./ask-index.ts";
import type { ServingResults } from "./results.ts";
import { SyntheticArticles } from "./synthetic-articles.ts";
import { largeVocabulary } from "./zipfian-words.ts";

const [index = "", chunks, questions, searches, rounds] = process.argv.slice(2);
const asked = await made();
const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: { index },
});
const open = await openIndex(config);
const results = await askIndex(open, asked.questions, asked.searches, Number(rounds));
const { rss } = process.memoryUsage();
const whole: ServingResults = { ...results, residentMb: rss / 2 ** 20 };
process.stdout.write(`${JSON.stringify(whole)}\n`);
await open.close();

/** In a function of its own, so that the vocabulary is not counted as the index's memory. */
async function made() {
	const words = await largeVocabulary();
	const articles = new SyntheticArticles(words, Number(chunks), Number(questions));
	return { questions: articles.questions, searches: articles.searches(Number(searches)) };
}
