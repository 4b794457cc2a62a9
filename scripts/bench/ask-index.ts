/** Asks an open index questions and searches, one after the other on one thread, and times each step of answering. */

import { ask } from "../../src/app/ask.ts";
import { CANDIDATES_PER_LEG, findPassages } from "../../src/app/find-passages.ts";
import type { OpenIndex } from "../../src/app/open-index.ts";
import { search } from "../../src/app/search.ts";
import type { ServingResults } from "./results.ts";
import { type Times, timed, timesOf } from "./times.ts";

/** Compiled and warm after so many. */
const WARM_UP = 200;
const LIMIT = 5;

export interface Asked {
	readonly text: string;
	/** What the right passage has; null where nobody knows which one is right. */
	readonly planted: string | null;
}

/**
 * Each question and search is asked in several rounds and counts with its best time, so that what else the machine does
 * counts little.
 */
export async function askIndex(
	index: OpenIndex,
	questions: readonly Asked[],
	searches: readonly string[],
	rounds: number,
): Promise<Omit<ServingResults, "residentMb">> {
	const { engine, embedder, meaning, models } = index;
	const embed = async (text: string) => (await embedder?.embed([text]))?.[0] ?? null;
	const finder = { engine, meaning, ranker: models.ranker };
	const all = { lexical: true, filter: {}, limit: CANDIDATES_PER_LEG };
	const vectors = new Map<string, Float32Array | null>();
	for (const { text } of questions) vectors.set(text, await embed(text));
	const texts = questions.map(({ text }) => text);
	const candidates = await bestTimes(texts, rounds, (text) =>
		engine.candidates({ ...all, text, vector: vectors.get(text) ?? null }),
	);
	const ranked = await bestTimes(texts, rounds, async (text) =>
		findPassages(finder, { ...all, text, vector: await embed(text) }),
	);
	const ask = await bestTimes(texts, rounds, (text) => askOne(index, text));
	const typed = await bestTimes(searches, rounds, (text) =>
		search(index, { text, filter: {}, page: 1, limit: 10 }),
	);
	return { candidates, ranked, ask, search: typed, ...(await shareFound(index, questions)) };
}

async function askOne(index: OpenIndex, text: string) {
	return await ask(index, { text, filter: {}, limit: LIMIT }, { threshold: null });
}

async function bestTimes(
	texts: readonly string[],
	rounds: number,
	work: (text: string) => Promise<unknown>,
): Promise<Times> {
	for (let at = 0; at < WARM_UP; at++) await work(texts[at % texts.length] ?? "");
	const best = new Float64Array(texts.length).fill(Number.POSITIVE_INFINITY);
	for (let round = 0; round < rounds; round++) {
		for (const [place, text] of texts.entries()) {
			const { ms } = await timed(() => work(text));
			best[place] = Math.min(best[place] ?? 0, ms);
		}
	}
	return timesOf(best);
}

async function shareFound(index: OpenIndex, questions: readonly Asked[]) {
	let known = 0;
	let first = 0;
	let amongFive = 0;
	for (const { text, planted } of questions) {
		if (planted === null) continue;
		known += 1;
		const { passages } = await askOne(index, text);
		const at = passages.findIndex((passage) => passage.text.includes(planted));
		if (at === 0) first += 1;
		if (at >= 0 && at < LIMIT) amongFive += 1;
	}
	return { foundFirst: first / Math.max(1, known), foundAmongFive: amongFive / Math.max(1, known) };
}
