/** The student's file, opened in ONNX Runtime: embeds one window of tokens at a time, on the calling thread. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { InferenceSession } from "onnxruntime-node";
import { z } from "zod";
import { invalidModel } from "../invalid-model.ts";
import type { WordPieceSettings } from "../word-piece/word-piece.ts";
import { loadRuntime, type Runtime } from "./load-runtime.ts";
import { insideRuntime } from "./runtime-gate.ts";

/** What the model file says of itself. */
export interface EncoderDescription extends WordPieceSettings {
	readonly version: string;
	readonly dimensions: number;
	/** Tokens the encoder reads, the two around a window included. */
	readonly maxTokens: number;
	/** What stands before and after every window. */
	readonly beginId: number;
	readonly endId: number;
	/** SHA-256 of the file, in hexadecimal. */
	readonly sha256: string;
}

/** The graph's second output: constant UTF-8 JSON, so that one file holds all there is to know. */
const descriptionSchema = z.object({
	version: z.string().min(1),
	dimensions: z.int().min(1),
	max_tokens: z.int().min(3),
	begin_token: z.string(),
	end_token: z.string(),
	unknown_token: z.string(),
	unknown_tokens: z.literal("skipped"),
	lowercase: z.literal(true),
	strip_accents: z.literal(true),
	continuation_prefix: z.string().min(1),
	max_word_characters: z.int().min(1),
	vocabulary: z.array(z.string()),
});

/** One thread: whoever wants more opens a session in each of several. */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
	intraOpNumThreads: 1,
	interOpNumThreads: 1,
	executionMode: "sequential",
	graphOptimizationLevel: "all",
};

export class EncoderSession {
	readonly #session: InferenceSession;
	readonly #runtime: Runtime;
	#isClosed = false;

	private constructor(runtime: Runtime, session: InferenceSession) {
		this.#runtime = runtime;
		this.#session = session;
	}

	/** @throws SiteciteError `runtime_missing`; `model_invalid` naming the file and the remedy */
	static async open(file: string): Promise<EncoderSession> {
		const runtime = await insideRuntime(loadRuntime);
		try {
			return new EncoderSession(
				runtime,
				await insideRuntime(() => runtime.InferenceSession.create(file, SESSION_OPTIONS)),
			);
		} catch (cause) {
			throw invalidModel(file, cause);
		}
	}

	/** The vector of a window of token ids, those around it included: new memory, of length 1. */
	async embed(ids: Int32Array): Promise<Float32Array> {
		const { vector } = await this.#run(ids, "vector");
		if (!(vector?.data instanceof Float32Array)) {
			throw new TypeError("The model's vector is not float32");
		}
		return vector.data;
	}

	/** @throws Error that says what is wrong with the description */
	async describe(): Promise<z.output<typeof descriptionSchema>> {
		const { description } = await this.#run(new Int32Array(1), "description");
		if (!(description?.data instanceof Uint8Array)) throw new TypeError("it describes nothing");
		return descriptionSchema.parse(JSON.parse(new TextDecoder().decode(description.data)));
	}

	/** May be called again. */
	async close(): Promise<void> {
		if (this.#isClosed) return;
		this.#isClosed = true;
		await insideRuntime(() => this.#session.release());
	}

	async #run(ids: Int32Array, output: string): Promise<InferenceSession.ReturnType> {
		const { Tensor } = this.#runtime;
		const feeds = { ids: new Tensor("int32", ids, [ids.length]) };
		return await insideRuntime(() => this.#session.run(feeds, [output]));
	}
}

/**
 * Opens a model file and reads what it says of itself.
 *
 * @throws SiteciteError `runtime_missing`; `model_invalid` naming the file and the remedy
 */
export async function openEncoder(
	file: string,
): Promise<{ readonly session: EncoderSession; readonly description: EncoderDescription }> {
	const session = await EncoderSession.open(file);
	try {
		const stated = await session.describe();
		const { vocabulary } = stated;
		const idOf = (token: string) => {
			const id = vocabulary.indexOf(token);
			if (id === -1) throw new Error(`its vocabulary lacks "${token}"`);
			return id;
		};
		return {
			session,
			description: {
				version: stated.version,
				dimensions: stated.dimensions,
				maxTokens: stated.max_tokens,
				vocabulary,
				unknownId: idOf(stated.unknown_token),
				beginId: idOf(stated.begin_token),
				endId: idOf(stated.end_token),
				continuationPrefix: stated.continuation_prefix,
				maxWordCharacters: stated.max_word_characters,
				sha256: createHash("sha256")
					.update(await readFile(file))
					.digest("hex"),
			},
		};
	} catch (cause) {
		await session.close();
		throw invalidModel(file, cause);
	}
}

/** Lies at the same depth below src/ and dist/. */
export const BUNDLED_STUDENT = fileURLToPath(
	new URL("../../../models/student.onnx", import.meta.url),
);
