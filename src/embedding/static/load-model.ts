/** Reads the model file of the static embedder and vouches for every part of it. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { kernelBytes } from "../../vectors/kernel-memory.ts";
import { invalidModel } from "../invalid-model.ts";
import { parseSafetensors, type Safetensors, type Tensor } from "./safetensors.ts";

/** A table of one vector per token: token t stands for `rows[t * dimensions …] * scales[t]`. */
export interface StaticModel {
	readonly version: string;
	readonly dimensions: number;
	/** Tokens in the order of their ids, without duplicates. */
	readonly vocabulary: readonly string[];
	readonly rows: Int8Array;
	/** Finite and not negative. */
	readonly scales: Float32Array;
	readonly unknownId: number;
	/** What stands before a token that continues a word: `##`. */
	readonly continuationPrefix: string;
	/** A longer word is unknown. */
	readonly maxWordCharacters: number;
	/** SHA-256 of the file, in hexadecimal. */
	readonly sha256: string;
	/** The file, in which the rows lie. */
	readonly file: Uint8Array;
}

/** Rules the embedder has built in: a file that states another needs another embedder. */
const REQUIRED_METADATA = {
	lowercase: "true",
	strip_accents: "true",
	unknown_tokens: "skipped",
	special_tokens_added: "false",
	pooling: "mean-then-l2-normalise",
} as const;

/** @throws SiteciteError `model_invalid` naming the file and the remedy. */
export async function loadModel(file: URL | string): Promise<StaticModel> {
	const path = typeof file === "string" ? file : fileURLToPath(file);
	try {
		const read = await readFile(path);
		const shared = kernelBytes(read.length);
		shared.set(read);
		return parseModel(shared);
	} catch (cause) {
		throw invalidModel(path, cause);
	}
}

/** @throws Error that says what is wrong with the file. */
export function parseModel(file: Uint8Array): StaticModel {
	const container = parseSafetensors(file);
	for (const [key, required] of Object.entries(REQUIRED_METADATA)) {
		const actual = metadataOf(container, key);
		if (actual !== required) {
			throw new Error(`its ${key} is "${actual}", this embedder does "${required}"`);
		}
	}
	const embeddings = tensorOf(container, "embeddings", "I8", 2);
	const [tokens = 0, dimensions = 0] = embeddings.shape;
	if (tokens === 0 || dimensions === 0) throw new Error("its table is empty");
	if (metadataOf(container, "dimensions") !== String(dimensions)) {
		throw new Error(
			`it states ${metadataOf(container, "dimensions")} dimensions and has ${dimensions}`,
		);
	}
	const { bytes } = embeddings;
	const vocabulary = readVocabulary(tensorOf(container, "vocabulary", "U8", 1), tokens);
	return {
		version: metadataOf(container, "version"),
		dimensions,
		vocabulary,
		rows: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
		scales: readScales(tensorOf(container, "scales", "F32", 1), tokens),
		unknownId: readUnknownId(metadataOf(container, "unknown_token"), vocabulary),
		continuationPrefix: metadataOf(container, "continuation_prefix"),
		maxWordCharacters: readMaxWordCharacters(metadataOf(container, "max_word_characters")),
		sha256: createHash("sha256").update(file).digest("hex"),
		file,
	};
}

function metadataOf({ metadata }: Safetensors, key: string): string {
	const value = metadata.get(key);
	if (value === undefined || value === "") throw new Error(`its metadata lacks "${key}"`);
	return value;
}

function tensorOf({ tensors }: Safetensors, name: string, dtype: string, rank: number): Tensor {
	const tensor = tensors.get(name);
	if (tensor === undefined) throw new Error(`it has no tensor "${name}"`);
	if (tensor.dtype !== dtype || tensor.shape.length !== rank) {
		throw new Error(
			`tensor "${name}" is ${tensor.dtype} [${tensor.shape}], not ${dtype} of rank ${rank}`,
		);
	}
	return tensor;
}

function readScales({ bytes }: Tensor, tokens: number): Float32Array {
	if (bytes.byteLength !== tokens * 4) {
		throw new Error(`it has ${bytes.byteLength / 4} scales for ${tokens} tokens`);
	}
	// Through a DataView because the file may lay the scales at any address.
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Float32Array.from({ length: tokens }, (_, token) => {
		const scale = view.getFloat32(token * 4, true);
		if (!(scale >= 0 && scale < Number.POSITIVE_INFINITY)) {
			throw new Error(`the scale of token ${token} is ${scale}`);
		}
		return scale;
	});
}

function readVocabulary({ bytes }: Tensor, tokens: number): readonly string[] {
	const vocabulary = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
		// Text of shared memory is decoded from a copy only.
		.decode(Uint8Array.from(bytes))
		.split("\n");
	if (vocabulary.length !== tokens) {
		throw new Error(`its vocabulary names ${vocabulary.length} tokens for ${tokens} vectors`);
	}
	if (new Set(vocabulary).size !== tokens) throw new Error("its vocabulary names a token twice");
	return vocabulary;
}

function readUnknownId(token: string, vocabulary: readonly string[]): number {
	const id = vocabulary.indexOf(token);
	if (id === -1) throw new Error(`its vocabulary lacks the unknown token "${token}"`);
	return id;
}

function readMaxWordCharacters(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) {
		throw new Error(`its max_word_characters is "${text}"`);
	}
	return value;
}
