/**
 * How long questions take on an index that is there already.
 * Usage: npm run bench:questions -- [index folder]
 *
 * Every article's title and first words is asked, in random but fixed order, one after another on one thread.
 */

import { ask } from "../../src/app/ask.ts";
import { askSettings } from "../../src/app/ask-settings.ts";
import { loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";

const QUESTIONS = 1000;
const WARM_UP = 50;

const config = await loadConfig({
	workingFolder: process.cwd(),
	env: {},
	flags: process.argv[2] === undefined ? {} : { index: process.argv[2] },
});
const openedAt = performance.now();
const index = await openIndex(config);
const openMs = performance.now() - openedAt;

const questions: string[] = [];
for (const id of index.articles.ids()) {
	const article = await index.articles.get(id);
	if (article === null) continue;
	questions.push(article.title.slice(0, 1000), firstWords(article.text, 9));
}

const settings = askSettings(config);
const times: number[] = [];
for (let i = 0; i < QUESTIONS + WARM_UP; i++) {
	// A multiplier without a common factor with the count visits the questions in a fixed mixed order.
	const text = questions[(i * 7919) % questions.length] ?? "";
	const startedAt = performance.now();
	await ask(index, { text, filter: {}, limit: 5 }, settings);
	if (i >= WARM_UP) times.push(performance.now() - startedAt);
}
times.sort((a, b) => a - b);

const { articles, chunks } = index.info;
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
process.stdout.write(
	`${articles} articles, ${chunks} chunks: open ${openMs.toFixed(0)} ms, ` +
		`ask p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${times.length} questions)\n`,
);
await index.close();

function firstWords(text: string, count: number): string {
	return text.slice(0, 500).split(/\s+/).slice(0, count).join(" ");
}
