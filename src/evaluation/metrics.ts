/** Retrieval metrics as trec_eval computes them, averaged over the judged queries. */

import type { Qrels } from "./beir.ts";
import { inScoringOrder, type Run } from "./trec-run.ts";

/** Each 0 to 1. */
export interface RetrievalFigures {
	/** Normalised discounted cumulative gain of the first ten, linear gain (Järvelin and Kekäläinen, 2002). */
	readonly ndcg10: number;
	/** Share of the relevant documents among the first hundred. */
	readonly recall100: number;
	/** Reciprocal rank of the first relevant document among the first ten. */
	readonly mrr10: number;
	/** Whether the first document is relevant. */
	readonly hit1: number;
}

export interface Figures extends RetrievalFigures {
	/** Judged queries with at least one relevant document: what the means are over. */
	readonly queries: number;
}

/** Of every query that has a relevant document, in the order of the judgements; one missing from the run has zeros. */
export function figuresByQuery(qrels: Qrels, run: Run): Map<string, RetrievalFigures> {
	const all = new Map<string, RetrievalFigures>();
	for (const [query, grades] of qrels) {
		if (![...grades.values()].some((grade) => grade > 0)) continue;
		const ranking = inScoringOrder(run.get(query) ?? []).map(({ document }) => document);
		all.set(query, figuresOf(grades, ranking));
	}
	return all;
}

export function meanFigures(byQuery: ReadonlyMap<string, RetrievalFigures>): Figures {
	const all = [...byQuery.values()];
	const mean = (pick: (figures: RetrievalFigures) => number) =>
		all.length === 0 ? 0 : all.reduce((sum, figures) => sum + pick(figures), 0) / all.length;
	return {
		queries: all.length,
		ndcg10: mean((figures) => figures.ndcg10),
		recall100: mean((figures) => figures.recall100),
		mrr10: mean((figures) => figures.mrr10),
		hit1: mean((figures) => figures.hit1),
	};
}

/** Figures of one query, whose `ranking` is best first and without duplicates. */
export function figuresOf(
	grades: ReadonlyMap<string, number>,
	ranking: readonly string[],
): RetrievalFigures {
	const gradeOf = (document: string) => Math.max(0, grades.get(document) ?? 0);
	const ideal = [...grades.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
	const first = ranking.slice(0, 10).findIndex((document) => gradeOf(document) > 0);
	const found = ranking.slice(0, 100).filter((document) => gradeOf(document) > 0).length;
	return {
		ndcg10: ratio(gain(ranking.map(gradeOf)), gain(ideal)),
		recall100: ratio(found, ideal.length),
		mrr10: first === -1 ? 0 : 1 / (first + 1),
		hit1: first === 0 ? 1 : 0,
	};
}

function gain(grades: readonly number[]): number {
	return grades
		.slice(0, 10)
		.reduce((sum, grade, position) => sum + grade / Math.log2(position + 2), 0);
}

function ratio(value: number, of: number): number {
	return of === 0 ? 0 : value / of;
}
