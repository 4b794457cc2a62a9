/** BM25: how much a term says about a text that holds it. */

/** The two dials of BM25. */
export interface Bm25 {
	/** How soon more occurrences stop counting: 0 at once. */
	readonly k1: number;
	/** How much long texts are held back: 0 not at all, 1 in proportion. */
	readonly b: number;
}

/**
 * Chosen from k1 0.7-1.5 and b 0.3-0.75 on the developers' five collections with the title counted
 * twice: nDCG@10 squad .904, nq .890, scifact-train .702, cran .382, cisi .406, where the usual
 * 0.9 and 0.4 reach .904, .888, .700, .373, .398. Neighbouring pairs differ by up to
 * 0.005, so other collections may well prefer another pair near it.
 */
export const DEFAULT_BM25: Bm25 = { k1: 1.2, b: 0.5 };

/**
 * The weight of a rare term over a common one, never negative: `ln(1 + (N - n + 0.5) / (n + 0.5))`.
 *
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the
 * 1 inside the logarithm that Lucene adds.
 *
 * @param total N, the number of texts; @param holding n, how many of them hold the term.
 */
export function inverseDocumentFrequency(total: number, holding: number): number {
	return Math.log(1 + (total - holding + 0.5) / (holding + 0.5));
}

/**
 * The part of BM25's denominator that depends on the text alone. A term's score is
 * `idf × tf / (tf + norm)`, tf being the sum of the field frequencies times the field weights, and
 * the length likewise (simple BM25F: Robertson, Zaragoza and Taylor, 2004).
 */
export function lengthNorm({ k1, b }: Bm25, length: number, averageLength: number): number {
	return averageLength > 0 ? k1 * (1 - b + (b * length) / averageLength) : k1;
}
