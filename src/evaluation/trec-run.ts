/** TREC run files: what a system retrieved for each query, in the form every scorer reads. */

/** One retrieved document. */
export interface Retrieved {
	readonly document: string;
	readonly score: number;
}

/** Query id to what was retrieved for it. */
export type Run = ReadonlyMap<string, readonly Retrieved[]>;

/**
 * The order scorers see: score descending and, as trec_eval does, document id descending where
 * scores are equal.
 */
export function inScoringOrder(retrieved: readonly Retrieved[]): Retrieved[] {
	return [...retrieved].sort((a, b) => {
		if (a.score !== b.score) return b.score - a.score;
		return a.document < b.document ? 1 : -1;
	});
}

/** Lines of `qid Q0 docid rank score tag`, ranks counted from 1. */
export function* formatRun(run: Run, tag: string): Generator<string> {
	for (const [query, retrieved] of run) {
		let rank = 0;
		for (const { document, score } of inScoringOrder(retrieved)) {
			rank += 1;
			yield `${query} Q0 ${document} ${rank} ${score} ${tag}\n`;
		}
	}
}
