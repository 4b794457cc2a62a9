/**
 * Writes the features of every sentence that could answer a question, for fit_answers.py.
 * Usage: tsx scripts/train-ranker/write-answers.ts static|student|lexical [folder of BEIR collections]
 *
 * Needs the embedder's models/…-ranking.json as fit_ranker.py made it.
 */

import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.ts";
import {
	ANSWER_PASSAGES,
	evidenceOf,
	scoreSentences,
} from "../../src/answering/select-sentences.ts";
import { SENTENCE_FEATURES } from "../../src/answering/sentence-features.ts";
import { passagesOf } from "../../src/app/find-for-question.ts";
import { findPassages } from "../../src/app/find-passages.ts";
import { loadRanker } from "../../src/app/learned-models.ts";
import type { Passage } from "../../src/domain/passage.ts";
import type { SearchEngine } from "../../src/engines/search-engine.ts";
import { readBeirQueries, readQrels } from "../../src/evaluation/beir.ts";
import { overlaps } from "../../src/evaluation/quote-match.ts";
import { citePassage } from "../../src/retrieval/cite-passage.ts";
import { expectedRelevant } from "../../src/retrieval/rank.ts";
import { beirEngine, readArguments, withGolden, workFolder } from "./collections.ts";

const { learner, embedder, vectorOf, meaning, folder } = await readArguments();
const ranker = await loadRanker(learner);

/** Whether a sentence of a passage is the one that answers, and whether it holds the answer anyhow. */
type Judge = (
	sentence: string,
	passage: Passage,
	start: number,
	end: number,
) => {
	readonly gold: boolean;
	readonly right: boolean;
};

interface Asked {
	readonly text: string;
	/** What must not be split between fitting and testing. */
	readonly group: string;
	readonly judge: Judge;
}

const NEVER: Judge = () => ({ gold: false, right: false });

async function write(name: string, engine: SearchEngine, questions: readonly Asked[]) {
	const file = openSync(new URL(`answers-${name}.jsonl`, workFolder(learner)), "w");
	const header = { sentences: SENTENCE_FEATURES, confidence: CONFIDENCE_FEATURES };
	writeSync(file, `${JSON.stringify(header)}\n`);
	for (const { text, group, judge } of questions) {
		const { ranked, sources } = await findPassages(
			{ engine, meaning, ranker },
			{ text, vector: await vectorOf(text), lexical: true, filter: {} },
		);
		const passages = passagesOf(ranked, ANSWER_PASSAGES)
			.flat()
			.map((one, i) => citePassage(one, i + 1, []));
		const answerSources = {
			...sources,
			question: text,
			dates: null,
			since: null,
			relevant: expectedRelevant(ranked),
			idf: engine.idf,
			tokensOf: ({ text: own, citation }: Passage) => engine.analyze(own, citation.article.lang),
		};
		const rows = scoreSentences(passages, answerSources, NO_MODEL).map((scored) => {
			const { passage, index, features } = scored;
			const { start, end } = passage.sentences[index] ?? { start: 0, end: 0 };
			return {
				...judge(passage.text.slice(start, end), passage, start, end),
				features: rounded(features),
				evidence: rounded(evidenceOf(scored, passages, answerSources)),
			};
		});
		writeSync(file, `${JSON.stringify({ group, rows })}\n`);
	}
	closeSync(file);
	process.stdout.write(`${name}: ${questions.length} questions\n`);
}

const NO_MODEL = {
	bias: 0,
	weights: Object.fromEntries(SENTENCE_FEATURES.map((feature) => [feature, 0])) as Record<
		(typeof SENTENCE_FEATURES)[number],
		number
	>,
};

function rounded(values: Float64Array): number[] {
	return Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
}

/** Title of the article a passage of squad belongs to. */
const articleOf = (passageId: string) => passageId.replace(/#\d+$/, "");

interface SquadRecord {
	readonly _id: string;
	readonly text: string;
	readonly near?: string;
	readonly answers?: readonly { readonly text: string; readonly start: number }[];
}

function readSquad(file: string): SquadRecord[] {
	return readFileSync(join(folder, "squad", file), "utf8")
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line) as SquadRecord);
}

await withGolden("corpus", "corpus/questions.yaml", embedder, async ({ engine, questions }) => {
	const asked = questions.map(({ question, article, quote }, i): Asked => {
		if (article === undefined || quote === undefined) {
			return { text: question, group: String(i), judge: NEVER };
		}
		const judge: Judge = (sentence, { citation }) => {
			const gold = citation.source.path.endsWith(article) && overlaps(sentence, quote);
			return { gold, right: gold };
		};
		return { text: question, group: article, judge };
	});
	await write("golden", engine, asked);
});

const squad = await beirEngine(join(folder, "squad"), embedder);
const nq = await beirEngine(join(folder, "nq"), embedder);
const squadGold = await readQrels(join(folder, "squad"), "test");
const nqGold = await readQrels(join(folder, "nq"), "test");
const squadQuestions = readSquad("queries.jsonl").filter(({ _id }) => squadGold.has(_id));
const nqQuestions = (await readBeirQueries(join(folder, "nq"))).filter(({ id }) => nqGold.has(id));

await write(
	"squad",
	squad,
	squadQuestions.map(({ _id, text, answers = [] }) => {
		const gold = squadGold.get(_id) ?? new Map<string, number>();
		const judge: Judge = (sentence, { citation }, start, end) => ({
			gold:
				(gold.get(citation.article.id) ?? 0) > 0 &&
				answers.some((answer) => answer.start >= start && answer.start < end),
			right: answers.some((answer) => sentence.includes(answer.text)),
		});
		return { text, group: articleOf([...gold.keys()][0] ?? ""), judge };
	}),
);
await write(
	"nq",
	nq,
	nqQuestions.map(({ id, text }) => {
		const judge: Judge = (_, { citation }) => {
			const right = (nqGold.get(id)?.get(citation.article.id) ?? 0) > 0;
			return { gold: false, right };
		};
		return { text, group: id, judge };
	}),
);
const unasked = (text: string, group: string): Asked => ({ text, group, judge: NEVER });
await write(
	"nq-asked-of-squad",
	squad,
	nqQuestions.map(({ text, id }) => unasked(text, id)),
);
await write(
	"squad-asked-of-nq",
	nq,
	squadQuestions.filter((_, i) => i % 2 === 0).map(({ text, _id }) => unasked(text, _id)),
);
await write(
	"squad-near-misses",
	squad,
	readSquad("unanswerable.jsonl")
		.filter((_, i) => i % 2 === 0)
		.map(({ text, near = "" }) => unasked(text, articleOf(near))),
);
await embedder.close();
