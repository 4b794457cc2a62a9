/** The use case of gating: golden questions asked of an index, what came of each, and what changed. */

import { dirname, relative, resolve } from "node:path";
import { z } from "zod";
import type { AskResponse } from "../contract/ask.ts";
import { SiteciteError } from "../domain/errors.ts";
import { compareOutcomes, type OutcomeChange } from "../evaluation/compare-outcomes.ts";
import {
	failing,
	figuresByTag,
	type GoldenFigures,
	type GoldenOutcome,
	type GoldenShare,
	goldenFigures,
} from "../evaluation/golden-figures.ts";
import { type GoldenQuestion, readGoldenQuestions } from "../evaluation/golden-questions.ts";
import { overlaps, withPlainSpaces } from "../evaluation/quote-match.ts";
import { ask } from "./ask.ts";
import { type AskSettings, askSettings } from "./ask-settings.ts";
import type { Config } from "./config.ts";
import { type OpenIndex, openIndex } from "./open-index.ts";
import { generationStore } from "./stages.ts";

export interface GoldenReport {
	readonly figures: GoldenFigures;
	readonly byTag: ReadonlyMap<string, GoldenFigures>;
	readonly outcomes: readonly GoldenOutcome[];
	/** Against the last run on this index folder; null for the first run. */
	readonly changes: {
		readonly better: readonly OutcomeChange[];
		readonly worse: readonly OutcomeChange[];
	} | null;
}

const lastRunSchema = z.array(
	z.object({
		question: z.string(),
		tags: z.array(z.string()),
		answerable: z.boolean(),
		rank: z.number().nullable(),
		answered: z.boolean(),
		quotedRight: z.boolean(),
		quoteStands: z.boolean().default(true),
		confidence: z.number(),
	}),
);

/**
 * Asks the questions of a file of the current index, and keeps what came of it for the next run.
 *
 * @param file path of the file of questions, absolute
 * @throws SiteciteError `collection_invalid`, or as `openIndex`
 */
export async function evaluateGolden(
	config: Config,
	file: string,
	signal?: AbortSignal,
): Promise<GoldenReport> {
	const outcomes = await goldenOutcomes(config, await openIndex(config), file, signal);
	const store = generationStore(config);
	const last = lastRunSchema.safeParse(await store.lastEvaluation());
	await store.saveEvaluation(outcomes);
	return {
		figures: goldenFigures(outcomes),
		byTag: figuresByTag(outcomes),
		outcomes,
		changes: last.success ? compareOutcomes(last.data, outcomes) : null,
	};
}

/**
 * Asks the questions of a file of an index, and closes it.
 *
 * @param file path of the file of questions, absolute
 * @throws SiteciteError `collection_invalid`
 */
export async function goldenOutcomes(
	config: Config,
	index: OpenIndex,
	file: string,
	signal?: AbortSignal,
): Promise<GoldenOutcome[]> {
	try {
		return await askGoldenQuestions({
			index,
			questionsFile: file,
			workingFolder: config.workingFolder,
			settings: askSettings(config),
			...(signal && { signal }),
		});
	} finally {
		await index.close();
	}
}

/** Least shares, 0 to 1; a missing one asks for nothing. */
export type GoldenMinimums = {
	readonly [Name in Exclude<GoldenShare, "answered">]?: number | undefined;
};

const QUOTE_IS_GONE = " (its article does not have the expected quote)";

/** As many are named of the questions that lower a figure. */
const MAX_NAMED = 3;

/**
 * @throws SiteciteError `golden_failed` naming each figure under its minimum, with questions that are to blame,
 * and each that no question counts for, which would let everything pass
 */
export function requireMinimums(
	outcomes: readonly GoldenOutcome[],
	minimums: GoldenMinimums,
): void {
	const figures = goldenFigures(outcomes);
	const failures = (Object.keys(minimums) as (keyof GoldenMinimums)[]).flatMap((name) => {
		const minimum = minimums[name];
		const { value, count, of } = figures[name];
		if (minimum === undefined) return [];
		if (value === null) {
			// Nothing was refused, so nothing was refused wrongly.
			if (name === "abstentionPrecision") return [];
			return [`${name} has a minimum, and no question that counts for it`];
		}
		if (value >= minimum) return [];
		const failed = failing(outcomes, name);
		const named = failed
			.slice(0, MAX_NAMED)
			.map(({ question, quoteStands }) => `“${question}”${quoteStands ? "" : QUOTE_IS_GONE}`);
		const others = failed.length - named.length;
		const list = named.join(", ") + (others > 0 ? ` and ${others} more` : "");
		return [`${name} is ${value.toFixed(3)} (${count} of ${of}), not ${minimum}: ${list}`];
	});
	if (failures.length === 0) return;
	throw new SiteciteError(
		"golden_failed",
		`The golden questions fare too badly: ${failures.join("; ")}.`,
	);
}

interface GoldenRequest {
	readonly index: OpenIndex;
	/** File of questions, absolute. */
	readonly questionsFile: string;
	/** Folder that the paths of the index are relative to, absolute. */
	readonly workingFolder: string;
	readonly settings: AskSettings;
	readonly signal?: AbortSignal;
}

/** As deep as the figures look. */
const PASSAGES = 5;

/**
 * Asks every question, in order.
 *
 * @throws SiteciteError `collection_invalid` for a file that is no list of questions, or a question
 * whose article is not in the index
 */
async function askGoldenQuestions(request: GoldenRequest): Promise<GoldenOutcome[]> {
	const { questionsFile, workingFolder } = request;
	const questions = await readGoldenQuestions(questionsFile);
	const texts = await textsByPath(request.index);
	const outcomes: GoldenOutcome[] = [];
	for (const [i, golden] of questions.entries()) {
		const path =
			golden.article === undefined
				? null
				: pathInIndex(resolve(dirname(questionsFile), golden.article), workingFolder);
		const text = path === null ? null : texts.get(path);
		if (text === undefined) {
			throw new SiteciteError(
				"collection_invalid",
				`${questionsFile}: question ${i + 1} expects ${golden.article}, which is not in the index. Correct the path (it is relative to the file of questions), or build the index with that article.`,
			);
		}
		const quote = withPlainSpaces(golden.quote ?? "");
		const quoteStands = text === null || text.includes(quote);
		outcomes.push({ ...(await askOne(request, golden, path)), quoteStands });
	}
	return outcomes;
}

async function askOne(
	{ index, settings, signal }: GoldenRequest,
	golden: GoldenQuestion,
	path: string | null,
): Promise<Omit<GoldenOutcome, "quoteStands">> {
	const { answer, passages } = await ask(
		index,
		{ text: golden.question, filter: {}, limit: PASSAGES },
		settings,
		signal,
	);
	const right = path === null ? [] : rightRanks(passages, path, golden.quote);
	return {
		question: golden.question,
		tags: golden.tags,
		answerable: path !== null,
		rank: right[0] ?? null,
		answered: answer.status === "answered",
		quotedRight: answer.sentences.some(
			({ text, citation }) =>
				isFrom(passages, citation, path) && (!golden.quote || overlaps(text, golden.quote)),
		),
		confidence: answer.confidence,
	};
}

type Passages = AskResponse["passages"];

function rightRanks(passages: Passages, path: string, quote: string | undefined): number[] {
	return passages
		.filter(({ rank, citation }) => rank <= PASSAGES && citation.source.path === path)
		.filter(({ text }) => quote === undefined || overlaps(text, quote))
		.map(({ rank }) => rank);
}

function isFrom(passages: Passages, citation: number, path: string | null): boolean {
	return passages.some(
		(passage) => passage.citation.number === citation && passage.citation.source.path === path,
	);
}

function pathInIndex(absolute: string, workingFolder: string): string {
	return relative(workingFolder, absolute).replaceAll("\\", "/");
}

/** The text of every article in the index, white space being all one. */
async function textsByPath({ articles }: OpenIndex): Promise<ReadonlyMap<string, string>> {
	const texts = new Map<string, string>();
	for (const id of articles.ids()) {
		const article = await articles.get(id);
		if (article !== null) texts.set(article.path, withPlainSpaces(article.text));
	}
	return texts;
}
