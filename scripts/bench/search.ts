/**
 * How long as-you-type searches take, beside MiniSearch with the same chunks and the same searches.
 * Usage: npm run bench:search -- [--ours] [number of chunks…]   (10,000 and 100,000)
 *
 * Searches have one to four words of one article, the last one typed to a random length; one of twenty
 * has a typing error. They come one after another on one thread, MiniSearch a tenth of them where it is slow.
 */

import MiniSearch from "minisearch";
import { ArticleList, encodeArticleList } from "../../src/app/article-list.ts";
import { search } from "../../src/app/search.ts";
import type { IndexedChunk } from "../../src/domain/indexed-chunk.ts";
import { openOramaEngine } from "../../src/engines/orama/orama-engine.ts";
import { OramaEngineBuilder } from "../../src/engines/orama/orama-engine-builder.ts";
import { STOP_WORDS, type SyntheticArticles, syntheticArticles } from "./synthetic-articles.ts";

const SEARCHES = 2000;
const WARM_UP = 200;
const PEER_SEARCHES = 300;
const DIMENSIONS = 8;

const isStopWord = new Set(STOP_WORDS);
const isAlone = process.argv.includes("--ours");
const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) await measure(size);

async function measure(size: number): Promise<void> {
	const articles = syntheticArticles(size);
	const { chunks } = articles;
	const searches = Array.from({ length: WARM_UP + SEARCHES }, () => searchOf(articles));

	const builder = new OramaEngineBuilder({ dimensions: DIMENSIONS });
	const builtAt = performance.now();
	for (const chunk of chunks) builder.add(chunk, null);
	const engine = openOramaEngine(builder.finish());
	const buildMs = performance.now() - builtAt;
	const list = new ArticleList(encodeArticleList([], []));
	const info = { generation: "bench", articles: size / 5, chunks: size, builtAt: "" };
	const times: { text: string; ms: number; total: number }[] = [];
	for (const [place, text] of searches.entries()) {
		const startedAt = performance.now();
		const { total } = await search(
			{ engine, info, list },
			{ text, filter: {}, page: 1, limit: 10 },
		);
		if (place >= WARM_UP) times.push({ text, ms: performance.now() - startedAt, total });
	}
	const ours = report(`${size} chunks, sitecite`, buildMs, times);
	const slowest = [...times].sort((left, right) => right.ms - left.ms).slice(0, 5);
	for (const { text, ms, total } of slowest)
		process.stdout.write(
			`    ${ms.toFixed(2)} ms for ${JSON.stringify(text)}, ${total} articles\n`,
		);
	if (isAlone) return;

	const peerAt = performance.now();
	const peer = new MiniSearch<IndexedChunk>({
		fields: ["title", "headings", "text"],
		extractField: (chunk, field) => {
			if (field === "title") return chunk.article.title;
			return field === "headings" ? chunk.headings.join(" ") : String(Reflect.get(chunk, field));
		},
		processTerm: (term) => (isStopWord.has(term.toLowerCase()) ? null : term.toLowerCase()),
		searchOptions: {
			boost: { title: 2 },
			prefix: (_, place, terms) => place === terms.length - 1,
			fuzzy: (term) => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2),
		},
	});
	peer.addAll(chunks);
	const peerMs = performance.now() - peerAt;
	const peerTimes: { ms: number }[] = [];
	for (const text of searches.slice(0, PEER_SEARCHES + 20)) {
		const startedAt = performance.now();
		peer.search(text);
		peerTimes.push({ ms: performance.now() - startedAt });
	}
	const theirs = report(`${size} chunks, MiniSearch`, peerMs, peerTimes.slice(20));
	const ratios = theirs.map((time, place) => (time / (ours[place] ?? 1)).toFixed(1));
	process.stdout.write(`    MiniSearch takes ${ratios.join(", ")} times as long\n`);
}

/** Prints one line; gives p50, p95 and p99 in ms. */
function report(name: string, buildMs: number, times: readonly { ms: number }[]): number[] {
	const sorted = times.map(({ ms }) => ms).sort((left, right) => left - right);
	const at = [0.5, 0.95, 0.99].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
	const [p50, p95, p99] = at.map((ms) => ms.toFixed(2));
	process.stdout.write(
		`${name}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms (${times.length} searches; indexed in ${(buildMs / 1000).toFixed(1)} s)\n`,
	);
	return at;
}

function searchOf({ chunks, random }: SyntheticArticles): string {
	const chunk = chunks[Math.floor(random() * chunks.length)];
	const words = (chunk?.text ?? "").toLowerCase().replaceAll(".", "").split(" ");
	const from = Math.floor(random() * (words.length - 4));
	const picked = words.slice(from, from + 1 + Math.floor(random() * 4));
	const last = picked.pop() ?? "";
	const typed = last.slice(0, 1 + Math.floor(random() * last.length));
	const text = [...picked, typed].join(" ");
	return random() < 0.05 ? withTypo(text, random) : text;
}

/** Two neighbouring letters changed over. */
function withTypo(text: string, random: () => number): string {
	const at = Math.floor(random() * Math.max(0, text.length - 1));
	return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
}
