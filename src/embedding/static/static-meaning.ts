/** Compares questions with texts by the token table: as a whole, and word piece by word piece. */

import type { MeaningMatch, QuestionMeaning } from "../../domain/meaning.ts";
import { BATCH_SLOTS, type CodeTable, rowOf } from "../../vectors/code-table.ts";
import { withRoomFor } from "../../vectors/growing-arrays.ts";
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
	/** Of one text after the other. */
	readonly #sums: Float64Array;

	constructor(table: TokenTable, wordPiece: WordPiece) {
		this.#table = table;
		this.#codes = openCodeTable(table.dimensions, table.rows);
		this.#wordPiece = wordPiece;
		this.#inverseNorms = inverseNorms(table);
		this.#sums = new Float64Array(table.dimensions);
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

	/** How many tokens there are. */
	get tokenCount(): number {
		return this.#inverseNorms.length;
	}

	/**
	 * Writes the cosines of tokens with each of the pieces, which stand in the order given, one row of them a token.
	 *
	 * @param cosines as many rows as there are tokens
	 */
	cosines(tokens: Uint32Array, pieces: readonly number[], cosines: Float32Array): void {
		const norms = this.#inverseNorms;
		const rows = pieces.map((piece) => rowOf(this.#codes, piece).slice());
		for (let from = 0; from < tokens.length; from += BATCH_SLOTS) {
			const batch = tokens.subarray(from, from + BATCH_SLOTS);
			for (const [place, row] of rows.entries()) {
				const { slots, dots, compute } = this.#codes.compareWith(row);
				slots.set(batch);
				compute(batch.length);
				const inverse = norms[pieces[place] as number] as number;
				let at = from * pieces.length + place;
				for (let i = 0; i < batch.length; i++, at += pieces.length) {
					cosines[at] = (dots[i] as number) * inverse * (norms[batch[i] as number] as number);
				}
			}
		}
	}

	/** Cosine of the mean of a text's tokens with a vector of length 1, or of zeros. */
	similarity(ids: Int32Array, vector: Float64Array): number {
		const sums = this.#sums;
		sumRows(this.#table, ids, sums);
		let squares = 0;
		let dot = 0;
		for (let d = 0; d < sums.length; d++) {
			const sum = sums[d] as number;
			squares += sum * sum;
			dot += sum * (vector[d] as number);
		}
		return squares > 0 ? dot / Math.sqrt(squares) : 0;
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
	/** Ranking and answering look at the same texts. */
	readonly #matches = new Map<string, MeaningMatch>();
	/** Texts of one question repeat their words: each token is compared once, and then has a row of cosines. */
	readonly #rowOfToken: Uint32Array;
	#cosines = new Float32Array(0);
	/** Row 0 is none's. */
	#rowCount = 1;

	constructor(
		meaning: StaticMeaning,
		vector: Float64Array,
		pieces: readonly number[],
		weights: Float32Array,
	) {
		this.#meaning = meaning;
		this.#vector = vector;
		this.#pieces = pieces;
		this.#rowOfToken = new Uint32Array(meaning.tokenCount);
		this.weights = weights;
	}

	compare(texts: readonly string[]): MeaningMatch[] {
		const encoded = new Map<string, Int32Array>();
		for (const text of texts) {
			if (!this.#matches.has(text) && !encoded.has(text)) {
				encoded.set(text, this.#meaning.encode(text));
			}
		}
		this.#learn(encoded.values());
		for (const [text, ids] of encoded) {
			const similarity = this.#meaning.similarity(ids, this.#vector);
			this.#matches.set(text, { similarity, nearest: this.#nearest(ids) });
		}
		return texts.map((text) => this.#matches.get(text) as MeaningMatch);
	}

	#nearest(ids: Int32Array): Float32Array {
		const nearest = new Float32Array(this.weights.length);
		const cosines = this.#cosines;
		for (let i = 0; i < ids.length; i++) {
			let at = (this.#rowOfToken[ids[i] as number] as number) * nearest.length;
			for (let piece = 0; piece < nearest.length; piece++, at++) {
				const cosine = cosines[at] as number;
				if (cosine > (nearest[piece] as number)) nearest[piece] = cosine;
			}
		}
		return nearest;
	}

	/** Compares the tokens that were not met before, all at once. */
	#learn(encoded: Iterable<Int32Array>): void {
		const rows = this.#rowOfToken;
		const first = this.#rowCount;
		const unknown: number[] = [];
		for (const ids of encoded) {
			for (let i = 0; i < ids.length; i++) {
				const id = ids[i] as number;
				if (rows[id] !== 0) continue;
				rows[id] = this.#rowCount++;
				unknown.push(id);
			}
		}
		const width = this.#pieces.length;
		this.#cosines = withRoomFor(this.#cosines, this.#rowCount * width);
		const own = this.#cosines.subarray(first * width, this.#rowCount * width);
		this.#meaning.cosines(Uint32Array.from(unknown), this.#pieces, own);
	}
}

function inverseNorms({ dimensions, rows }: TokenTable): Float32Array {
	const norms = new Float32Array(rows.length / dimensions);
	for (let id = 0; id < norms.length; id++) {
		let squares = 0;
		for (let d = id * dimensions; d < (id + 1) * dimensions; d++) {
			const code = rows[d] as number;
			squares += code * code;
		}
		norms[id] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
	}
	return norms;
}
