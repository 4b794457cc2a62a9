/**
 * Gives a peer the same chunks, in a process of its own, and prints how long it takes to find them, as JSON.
 * Usage: measure-peer.ts minisearch|orama <chunks> <questions> <searches>
 *
 * MiniSearch has words alone. Stock Orama is asked by words and vectors, as its hybrid search is meant to be used, with
 * vectors of the same model.
 */

import process from "node:process";
import { create, insertMultiple, type Results, search } from "@orama/orama";
import { stopwords } from "@orama/stopwords/english";
import MiniSearch from "minisearch";
import { loadStaticEmbedder } from "../../src/embedding/static/static-embedder.ts";
import type { PeerResults } from "./results.ts";
import { type SyntheticArticle, SyntheticArticles } from "./synthetic-articles.ts";
import { timed, timesOf } from "./times.ts";
import { largeVocabulary } from "./zipfian-words.ts";

const WARM_UP = 5;
const LIMIT = 5;
const BATCH = 1000;

interface PeerChunk {
	readonly id: number;
	readonly title: string;
	readonly heading: string;
	readonly text: string;
}

/** Both give the texts of what they found, best first. */
interface Peer {
	readonly name: string;
	add(chunks: readonly PeerChunk[]): Promise<void>;
	ask(text: string): Promise<readonly string[]>;
	search(text: string): Promise<readonly string[]>;
}

const [which, chunks, questions, searches] = process.argv.slice(2);
const articles = new SyntheticArticles(await largeVocabulary(), Number(chunks), Number(questions));
const peer = which === "orama" ? await stockOrama() : miniSearch();
const built = await timed(async () => {
	let batch: PeerChunk[] = [];
	for (const article of articles) {
		batch.push(...chunksOf(article));
		if (batch.length < BATCH) continue;
		await peer.add(batch);
		batch = [];
	}
	await peer.add(batch);
});
const questionTimes: number[] = [];
let first = 0;
let amongFive = 0;
for (const [place, { text, planted }] of articles.questions.entries()) {
	const { value, ms } = await timed(() => peer.ask(text));
	if (place >= WARM_UP) questionTimes.push(ms);
	const at = value.findIndex((found) => found.includes(planted));
	if (at === 0) first += 1;
	if (at >= 0) amongFive += 1;
}
const searchTimes: number[] = [];
for (const [place, text] of articles.searches(Number(searches)).entries()) {
	const { ms } = await timed(() => peer.search(text));
	if (place >= WARM_UP) searchTimes.push(ms);
}
const results: PeerResults = {
	name: peer.name,
	skipped: null,
	chunksPerSecond: (articles.chunkCount / built.ms) * 1000,
	question: timesOf(questionTimes),
	search: timesOf(searchTimes),
	foundFirst: first / articles.questions.length,
	foundAmongFive: amongFive / articles.questions.length,
	residentMb: process.memoryUsage().rss / 2 ** 20,
};
process.stdout.write(`${JSON.stringify(results)}\n`);

function chunksOf({ number, title, headings, paragraphs }: SyntheticArticle): PeerChunk[] {
	return paragraphs.map((text, place) => ({
		id: number * paragraphs.length + place,
		title,
		heading: headings[place] ?? "",
		text,
	}));
}

function miniSearch(): Peer {
	const isStopWord = new Set<string>(stopwords);
	const index = new MiniSearch<PeerChunk>({
		fields: ["title", "heading", "text"],
		storeFields: ["text"],
		processTerm: (term) => (isStopWord.has(term.toLowerCase()) ? null : term.toLowerCase()),
		searchOptions: { boost: { title: 2 } },
	});
	const typed = {
		prefix: (_: string, place: number, terms: string[]) => place === terms.length - 1,
		fuzzy: (term: string) => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2),
	};
	const texts = (found: readonly { readonly [field: string]: unknown }[]) =>
		found.slice(0, LIMIT).map(({ text }) => String(text));
	return {
		name: "MiniSearch",
		add: async (batch) => index.addAll(batch),
		ask: async (text) => texts(index.search(text)),
		search: async (text) => texts(index.search(text, typed)),
	};
}

async function stockOrama(): Promise<Peer> {
	const embedder = await loadStaticEmbedder();
	const database = create({
		schema: { title: "string", heading: "string", text: "string", embedding: "vector[256]" },
	});
	const texts = ({ hits }: Results<PeerChunk>) => hits.map(({ document }) => document.text);
	return {
		name: "Orama",
		add: async (batch) => {
			const embedded = await embedder.embed(
				batch.map(({ title, heading, text }) => [title, heading, text].join("\n")),
			);
			const documents = batch.map(({ title, heading, text }, at) => ({
				...{ title, heading, text },
				embedding: [...(embedded[at] ?? [])],
			}));
			await insertMultiple(database, documents, BATCH);
		},
		ask: async (term) => {
			const [vector = new Float32Array()] = await embedder.embed([term]);
			const found = await search(database, {
				...{ term, limit: LIMIT, mode: "hybrid", similarity: 0.2 },
				vector: { property: "embedding", value: [...vector] },
			});
			return texts(found as unknown as Results<PeerChunk>);
		},
		search: async (term) =>
			texts((await search(database, { term, limit: LIMIT })) as unknown as Results<PeerChunk>),
	};
}
