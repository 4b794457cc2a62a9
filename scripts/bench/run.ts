/**
 * The embedded engine from files to answers, on made-up articles of several sizes, beside MiniSearch and stock Orama.
 * Usage: npm run bench -- [--full] [--no-peers] [--out FILE] [--questions N] [--rounds N] [number of chunks…]
 *
 * 1,000, 10,000 and 100,000 chunks, with --full a million. Each is built, served and begun by processes of their own,
 * so that memory is that one's alone; a peer that would take minutes at a size is left out and named. Prints a table and
 * writes JSON, to bench/results/ where --out says nothing else. The cold start is that of dist/, or with
 * --library of any other module of the library.
 */

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import type {
	BenchResults,
	BuildResults,
	ColdStartResults,
	PeerResults,
	ServingResults,
	SizeResults,
} from "./results.ts";
import { resultsTable } from "./results-table.ts";
import { markdownOf, SyntheticArticles } from "./synthetic-articles.ts";
import { largeVocabulary } from "./zipfian-words.ts";

const SIZES = [1000, 10_000, 100_000];
const FULL_SIZE = 1_000_000;

/** Up to so many chunks a peer is asked, how much: more would take it minutes. */
const PEERS = [
	{ id: "minisearch", name: "MiniSearch", largest: 100_000, questions: 200, searches: 200 },
	{ id: "orama", name: "Orama", largest: 10_000, questions: 30, searches: 30 },
];

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		full: { type: "boolean", default: false },
		"no-peers": { type: "boolean", default: false },
		out: { type: "string", default: "bench/results/latest.json" },
		questions: { type: "string", default: "1000" },
		rounds: { type: "string", default: "3" },
		library: { type: "string", default: "dist/index.js" },
	},
});
const sizes = positionals.length > 0 ? positionals.map(Number) : SIZES;
if (options.full) sizes.push(FULL_SIZE);
const words = await largeVocabulary();
const rounds = Number(options.rounds);
const measured: SizeResults[] = [];
const results: BenchResults = {
	machine: { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version },
	measuredAt: new Date().toISOString(),
	loadBefore: loadavg()[0] ?? 0,
	rounds,
	sizes: measured,
};
await mkdir(dirname(options.out), { recursive: true });
for (const size of sizes) {
	measured.push(await measure(size));
	// A run that is ended leaves what it has.
	await writeFile(options.out, `${JSON.stringify(results, null, "\t")}\n`);
}
process.stdout.write(`${resultsTable(results)}\nWritten to ${options.out}\n`);

async function measure(size: number): Promise<SizeResults> {
	const folder = await mkdtemp(join(tmpdir(), "sitecite-bench-"));
	try {
		const articles = new SyntheticArticles(words, size, Number(options.questions));
		progress(`${articles.chunkCount} chunks: writing ${articles.articleCount} articles`);
		const textBytes = await writeArticles(articles, join(folder, "articles"));
		const counts = [articles.chunkCount, options.questions, options.questions].map(String);
		progress("building");
		const { fileBytes, ...built } = await child<
			Omit<BuildResults, "bytesPerChunk"> & { fileBytes: Record<string, number> }
		>("measure-build.ts", [join(folder, "articles"), join(folder, "index")]);
		progress("serving");
		const serving = await child<ServingResults>("measure-serving.ts", [
			join(folder, "index"),
			...counts,
			String(rounds),
		]);
		progress("starting");
		const question = articles.questions[0]?.text ?? "";
		const coldStart = await bestOf(rounds, () =>
			child<ColdStartResults>("first-answer.mjs", [
				pathToFileURL(resolve(options.library)).href,
				join(folder, "index"),
				question,
			]),
		);
		const peers: PeerResults[] = [];
		for (const peer of options["no-peers"] ? [] : PEERS) {
			progress(peer.name);
			peers.push(await measurePeer(peer, articles.chunkCount));
		}
		return {
			chunks: built.chunks,
			articles: articles.articleCount,
			build: { ...built, bytesPerChunk: perChunk(fileBytes, textBytes, built.chunks) },
			serving,
			coldStart,
			peers,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Gives how many bytes of UTF-8 the texts have. */
async function writeArticles(articles: SyntheticArticles, folder: string): Promise<number> {
	let bytes = 0;
	for (const article of articles) {
		// Folders of a thousand, as no site keeps all in one.
		const inner = join(folder, String(Math.floor(article.number / 1000)));
		if (article.number % 1000 === 0) await mkdir(inner, { recursive: true });
		const file = createWriteStream(join(inner, `${article.number}.md`));
		file.end(markdownOf(article));
		await once(file, "close");
		bytes += article.paragraphs.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	}
	return bytes;
}

function perChunk(
	fileBytes: Readonly<Record<string, number>>,
	textBytes: number,
	chunks: number,
): BuildResults["bytesPerChunk"] {
	const isArticles = (name: string) => name.startsWith("article");
	const sum = (names: readonly string[]) =>
		names.reduce((total, name) => total + (fileBytes[name] ?? 0), 0);
	const names = Object.keys(fileBytes);
	return {
		text: Math.round(textBytes / chunks),
		engine: Math.round((sum(names.filter((name) => !isArticles(name))) - textBytes) / chunks),
		articles: Math.round(sum(names.filter(isArticles)) / chunks),
	};
}

async function measurePeer(
	{ id, name, largest, questions, searches }: (typeof PEERS)[number],
	chunks: number,
): Promise<PeerResults> {
	if (chunks > largest) return { name, skipped: "it would take minutes" };
	return await child("measure-peer.ts", [id, ...[chunks, questions, searches].map(String)]);
}

/** Runs a script beside this one, and gives what it prints. */
async function child<T>(script: string, parameters: readonly string[]): Promise<T> {
	const path = join(import.meta.dirname, script);
	// Peers keep all in JavaScript objects.
	const flags = ["--max-old-space-size=8192", "--import", "tsx"];
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[...(script.endsWith(".ts") ? flags : []), path, ...parameters],
		{ maxBuffer: 2 ** 26 },
	);
	return JSON.parse(stdout);
}

/** The least disturbed of several runs. */
async function bestOf(
	count: number,
	run: () => Promise<ColdStartResults>,
): Promise<ColdStartResults> {
	let best = await run();
	for (let again = 1; again < count; again++) {
		const other = await run();
		if (other.firstAnswer < best.firstAnswer) best = other;
	}
	return best;
}

function progress(what: string): void {
	process.stderr.write(`${what} …\n`);
}
