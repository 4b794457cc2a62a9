/** Compares questions with texts by the token table: as a whole, and word piece by word piece. */

import type { MeaningMatch, QuestionMeaning } from "../../domain/meaning.ts";
import { BATCH_SLOTS, type CodeTable, rowOf } from "../../vectors/code-table.ts";
import { openCodeTable } from "../../vectors/open-code-table.ts";
import type { WordPiece } from "../word-piece/word-piece.ts";
import { sumRows, type TokenTable } from "./sum-rows.ts";

export class StaticMeaning {
	readonly #table: TokenTable;
	/** The table's rows once more, where they are compared fastest. */
	readonly #codes: CodeTable;
	readonly #wordPiece: WordPiece;
	/** By token: 1 / length of its row of bytes, 0 for a row of zeros. */
	readonly #inverseNorms: Float32Array;

	constructor(table: TokenTable, wordPiece: WordPiece) {
		this.#table = table;
		this.#codes = openCodeTable(table.dimensions, table.rows);
		this.#wordPiece = wordPiece;
		this.#inverseNorms = inverseNorms(table);
	}

	/**
	 * A question's word pieces weigh what the lengths of their rows say, where the model has put what it
	 * learned of each token's importance; between two tokens only the angle counts.
	 */
	of(question: string): QuestionMeaning {
		const ids = this.encode(question);
		const distinct = [...new Set(ids)];
		return new TokenMeaning(this, this.#vectorOf(ids), distinct, this.#weightsOf(distinct));
	}

	/** A copy: the tokenizer's own array is good until its next text only. */
	encode(text: string): Int32Array {
		return this.#wordPiece.encode(text).slice();
	}

	/** By token: its cosines with each of the pieces, which stand in the order given. */
	cosines(tokens: readonly number[], pieces: readonly number[]): Map<number, Float32Array> {
		const cosines = new Map(tokens.map((token) => [token, new Float32Array(pieces.length)]));
		for (let from = 0; from < tokens.length; from += BATCH_SLOTS) {
			const batch = tokens.slice(from, from + BATCH_SLOTS);
			for (const [place, piece] of pieces.entries()) {
				const { slots, dots, compute } = this.#codes.compareWith(rowOf(this.#codes, piece).slice());
				slots.set(batch);
				compute(batch.length);
				const inverse = this.#inverseNorms[piece] ?? 0;
				for (const [i, token] of batch.entries()) {
					const row = cosines.get(token);
					if (row) row[place] = (dots[i] ?? 0) * inverse * (this.#inverseNorms[token] ?? 0);
				}
			}
		}
		return cosines;
	}

	/** Cosine of the mean of a text's tokens with a vector of length 1, or of zeros. */
	similarity(ids: Int32Array, vector: Float64Array): number {
		const own = this.#vectorOf(ids);
		let dot = 0;
		for (let d = 0; d < own.length; d++) dot += (own[d] ?? 0) * (vector[d] ?? 0);
		return dot;
	}

	#weightsOf(ids: readonly number[]): Float32Array {
		const lengths = ids.map((id) => {
			const inverse = this.#inverseNorms[id] ?? 0;
			return inverse > 0 ? (this.#table.scales[id] ?? 0) / inverse : 0;
		});
		const total = lengths.reduce((sum, length) => sum + length, 0);
		return Float32Array.from(lengths, (length) => (total > 0 ? length / total : 0));
	}

	/** Of length 1, or zeros. */
	#vectorOf(ids: Int32Array): Float64Array {
		const sums = new Float64Array(this.#table.dimensions);
		sumRows(this.#table, ids, sums);
		let squares = 0;
		for (const sum of sums) squares += sum * sum;
		const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
		for (let d = 0; d < sums.length; d++) sums[d] = (sums[d] ?? 0) * factor;
		return sums;
	}
}

class TokenMeaning implements QuestionMeaning {
	readonly weights: Float32Array;
	readonly #meaning: StaticMeaning;
	readonly #vector: Float64Array;
	readonly #pieces: readonly number[];
	/** Texts of one question repeat their words: each is compared once. */
	readonly #cosines = new Map<number, Float32Array>();

	constructor(
		meaning: StaticMeaning,
		vector: Float64Array,
		pieces: readonly number[],
		weights: Float32Array,
	) {
		this.#meaning = meaning;
		this.#vector = vector;
		this.#pieces = pieces;
		this.weights = weights;
	}

	compare(texts: readonly string[]): MeaningMatch[] {
		const encoded = texts.map((text) => this.#meaning.encode(text));
		this.#learn(encoded);
		return encoded.map((ids) => ({
			similarity: this.#meaning.similarity(ids, this.#vector),
			nearest: this.#nearest(ids),
		}));
	}

	#nearest(ids: Int32Array): Float32Array {
		const nearest = new Float32Array(this.weights.length);
		for (const id of ids) {
			const cosines = this.#cosines.get(id);
			for (let piece = 0; piece < nearest.length; piece++) {
				const cosine = cosines?.[piece] ?? 0;
				if (cosine > (nearest[piece] ?? 0)) nearest[piece] = cosine;
			}
		}
		return nearest;
	}

	/** Compares the tokens that were not met before. */
	#learn(encoded: readonly Int32Array[]): void {
		const unknown = new Set<number>();
		for (const ids of encoded) for (const id of ids) if (!this.#cosines.has(id)) unknown.add(id);
		const learned = this.#meaning.cosines([...unknown], this.#pieces);
		for (const [token, cosines] of learned) this.#cosines.set(token, cosines);
	}
}

function inverseNorms({ dimensions, rows }: TokenTable): Float32Array {
	const norms = new Float32Array(rows.length / dimensions);
	for (let id = 0; id < norms.length; id++) {
		let squares = 0;
		for (let d = id * dimensions; d < (id + 1) * dimensions; d++) squares += (rows[d] ?? 0) ** 2;
		norms[id] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
	}
	return norms;
}
