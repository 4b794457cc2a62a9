/** Meaning: how near a short text comes to a question whatever its words. */

export interface MeaningMatch {
	/** Cosine of the question's vector and the text's, -1 to 1; 0 where either has no direction. */
	readonly similarity: number;
	/**
	 * By word piece of the question: the cosine of its vector and the nearest one of the text, 0 to 1.
	 */
	readonly nearest: Float32Array;
}

/** Compares texts with one question. */
export interface QuestionMeaning {
	/** What each word piece of the question is worth, summing to 1; empty where none is known. */
	readonly weights: Float32Array;
	/** One match for each text, in order: all at once, because their words are compared in one go. */
	compare(texts: readonly string[]): MeaningMatch[];
}

/** Makes a question ready to be compared with texts. */
export interface MeaningModel {
	/** Whether the model has the word, in whatever case, as one piece or with a common ending. */
	knowsWord(word: string): boolean;
	meaningOf(question: string): QuestionMeaning;
}

/** Late interaction (MaxSim): the share of the question's word pieces a text comes near to, 0 to 1. */
export function softCoverage(weights: Float32Array, nearest: Float32Array): number {
	let sum = 0;
	for (let piece = 0; piece < weights.length; piece++) {
		sum += (weights[piece] ?? 0) * (nearest[piece] ?? 0);
	}
	return sum;
}

/** The nearer of two matches, word piece by word piece. */
export function raise(one: Float32Array, other: Float32Array): Float32Array {
	return one.map((cosine, piece) => Math.max(cosine, other[piece] ?? 0));
}
