/** The default embedder: a table of token vectors, no native code, the same vector on every machine. */

import { setImmediate } from "node:timers/promises";
import type { MeaningModel, QuestionMeaning } from "../../domain/meaning.ts";
import type { Embedder, EmbedOptions } from "../embedder.ts";
import { WordPiece } from "../word-piece/word-piece.ts";
import { loadModel, parseModel, type StaticModel } from "./load-model.ts";
import { StaticMeaning } from "./static-meaning.ts";
import { sumRows } from "./sum-rows.ts";

/** Word pieces that make another form of the word before them, and words long enough to have such. */
const ENDINGS = new Set(
	"s es d ed ing r er rs ers ly ness al ic ist ists ism able ful less like ish y ies".split(" "),
);
const MIN_STEM_LENGTH = 4;

/** Lies at the same depth below src/ and dist/. */
const BUNDLED_MODEL = new URL("../../../models/static.safetensors", import.meta.url);

/** Texts, about 20 ms of work on chunks, between two looks at the event loop. */
const BATCH_TEXTS = 256;
/** Questions and the passages that are ranked for them have few words, again and again: about 2 MB. */
const QUESTION_CACHE_ENTRIES = 16_384;
/** UTF-16 units, so that long texts do not hold the event loop either. */
const BATCH_LENGTH = 262_144;

/**
 * Reads the model and makes the embedder ready.
 *
 * @param file a safetensors model; the bundled one by default.
 * @throws SiteciteError `model_invalid` naming the file and the remedy.
 */
export async function loadStaticEmbedder(
	file: URL | string = BUNDLED_MODEL,
): Promise<StaticEmbedder> {
	return new StaticEmbedder(await loadModel(file));
}

/**
 * The same embedder in another thread, on the same memory.
 *
 * @param file as {@link StaticEmbedder.file}
 */
export function staticEmbedderOn(file: Uint8Array): StaticEmbedder {
	return new StaticEmbedder(parseModel(file), QUESTION_CACHE_ENTRIES);
}

/** A text's vector is the mean of its known tokens' vectors, scaled to length 1; texts may have any length. */
export class StaticEmbedder implements Embedder, MeaningModel {
	readonly id = "static";
	readonly fingerprint: string;
	readonly dimensions: number;
	readonly #model: StaticModel;
	readonly #wordPiece: WordPiece;
	readonly #sums: Float64Array;
	#meaning: StaticMeaning | null = null;

	/** @param remembered as of {@link WordPiece} */
	constructor(model: StaticModel, remembered?: number) {
		this.fingerprint = `static-${model.version}-${model.sha256.slice(0, 16)}`;
		this.dimensions = model.dimensions;
		this.#model = model;
		this.#wordPiece = new WordPiece({ ...model, ...(remembered && { remembered }) });
		this.#sums = new Float64Array(model.dimensions);
	}

	/** The model's file, in memory that threads share. */
	get file(): Uint8Array {
		return this.#model.file;
	}

	async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
		const { signal, onProgress } = options;
		signal?.throwIfAborted();
		const vectors: Float32Array[] = [];
		let batchTexts = 0;
		let batchLength = 0;
		for (const text of texts) {
			vectors.push(this.embedOne(text));
			batchTexts++;
			batchLength += text.length;
			const isLast = vectors.length === texts.length;
			if (!isLast && batchTexts < BATCH_TEXTS && batchLength < BATCH_LENGTH) continue;
			onProgress?.(vectors.length);
			if (isLast) break;
			await setImmediate();
			signal?.throwIfAborted();
			batchTexts = 0;
			batchLength = 0;
		}
		return vectors;
	}

	/** It holds nothing that must be given back. */
	async close(): Promise<void> {}

	/** Comparing single words needs the length of every row: worked out when first asked for. */
	meaningOf(question: string): QuestionMeaning {
		this.#meaning ??= new StaticMeaning(this.#model, this.#wordPiece);
		return this.#meaning.of(question);
	}

	knowsWord(word: string): boolean {
		const [stem, ending, ...others] = this.#wordPiece.encode(word);
		if (stem === undefined || others.length > 0) return false;
		if (ending === undefined) return true;
		const { vocabulary, continuationPrefix } = this.#model;
		return (
			(vocabulary[stem]?.length ?? 0) >= MIN_STEM_LENGTH &&
			ENDINGS.has(vocabulary[ending]?.slice(continuationPrefix.length) ?? "")
		);
	}

	/** One vector at once, for a question: well under a millisecond. */
	embedOne(text: string): Float32Array {
		const sums = this.#sums;
		sumRows(this.#model, this.#wordPiece.encode(text), sums);
		return normalize(sums);
	}
}

function normalize(sums: Float64Array): Float32Array {
	let squares = 0;
	for (const sum of sums) squares += sum * sum;
	const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
	const vector = new Float32Array(sums);
	for (let dimension = 0; dimension < vector.length; dimension++) {
		vector[dimension] = (sums[dimension] ?? 0) * factor;
	}
	return vector;
}
