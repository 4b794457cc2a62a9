/**
 * Writes the features of every question's candidates, for fit_ranker.py.
 * Usage: tsx scripts/train-ranker/write-ranking.ts static|student|lexical [folder of BEIR collections]
 */

import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { CANDIDATES_PER_LEG } from "../../src/app/find-passages.ts";
import { questionSources } from "../../src/app/question-sources.ts";
import type { IndexedChunk } from "../../src/domain/indexed-chunk.ts";
import type { SearchEngine } from "../../src/engines/search-engine.ts";
import { readBeirQueries, readQrels } from "../../src/evaluation/beir.ts";
import { withPlainSpaces } from "../../src/evaluation/quote-match.ts";
import { RANKING_FEATURES, rankingFeatures } from "../../src/retrieval/features.ts";
import { DEFAULT_SEMANTIC_WEIGHT, fuse } from "../../src/retrieval/fuse.ts";
import { RANKED_DEPTH } from "../../src/retrieval/rank.ts";
import { shortlist } from "../../src/retrieval/shortlist.ts";
import { beirEngine, readArguments, withGolden, workFolder } from "./collections.ts";

/** Twice as deep as the product ranks, so that fixed weights have what they would rank. */
const DEPTH = 40;

const COLLECTIONS = ["cisi", "cran", "scifact-train", "nq", "squad"];
const { learner, embedder, vectorOf, meaning, folder } = await readArguments();
const work = workFolder(learner);

interface Labelled {
	readonly text: string;
	/** Grades of the relevant chunks that exist. */
	readonly ideal: readonly number[];
	readonly grade: (chunk: IndexedChunk) => number;
}

async function write(name: string, engine: SearchEngine, questions: Iterable<Labelled>) {
	const file = openSync(new URL(`ranking-${name}.jsonl`, work), "w");
	writeSync(file, `${JSON.stringify({ features: RANKING_FEATURES })}\n`);
	let count = 0;
	for (const { text, ideal, grade } of questions) {
		const { candidates } = await engine.candidates({
			text,
			vector: await vectorOf(text),
			lexical: true,
			filter: {},
			limit: CANDIDATES_PER_LEG,
		});
		const fused = fuse(candidates, DEFAULT_SEMANTIC_WEIGHT);
		const listed = shortlist(fused, RANKED_DEPTH).map(({ candidate }) => candidate);
		const features = rankingFeatures(listed, DEPTH, questionSources(text, engine, meaning));
		const grades = listed.slice(0, DEPTH).map(({ chunk }) => grade(chunk));
		writeSync(file, `${JSON.stringify({ ideal, grades, features: features.map(rounded) })}\n`);
		count += 1;
	}
	closeSync(file);
	process.stdout.write(`${name}: ${count} questions\n`);
}

function rounded(values: Float64Array): number[] {
	return Array.from(values, (value) => Math.round(value * 1e5) / 1e5);
}

writeFileSync(
	new URL("ranking-meta.json", work),
	JSON.stringify({ embedder: learner.fingerprint }),
);
await withGolden("corpus", "corpus/questions.yaml", embedder, async ({ engine, questions }) => {
	const labelled = questions.flatMap(({ question, article, quote }): Labelled[] => {
		if (article === undefined || quote === undefined) return [];
		const holds = ({ article: { path }, text }: IndexedChunk) =>
			path.endsWith(article) && withPlainSpaces(text).includes(withPlainSpaces(quote));
		return [{ text: question, ideal: [1], grade: (chunk) => (holds(chunk) ? 1 : 0) }];
	});
	await write("golden", engine, labelled);
});
for (const name of COLLECTIONS) {
	const qrels = await readQrels(join(folder, name), "test");
	const queries = await readBeirQueries(join(folder, name));
	const labelled = queries.flatMap(({ id, text }): Labelled[] => {
		const judged = qrels.get(id);
		const ideal = [...(judged?.values() ?? [])].filter((grade) => grade > 0);
		if (judged === undefined || ideal.length === 0) return [];
		return [{ text, ideal, grade: ({ articleId }) => judged.get(articleId) ?? 0 }];
	});
	await write(name, await beirEngine(join(folder, name), embedder), labelled);
}
await embedder.close();
