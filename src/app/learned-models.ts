/** The small models that ranking and answering were taught, read from the data that come with the package. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CONFIDENCE_FEATURES, type ConfidenceFeature } from "../answering/confidence.ts";
import { SENTENCE_FEATURES, type SentenceFeature } from "../answering/sentence-features.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { LinearModel } from "../domain/linear-model.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { RANKING_FEATURES } from "../retrieval/features.ts";
import type { Ranker } from "../retrieval/rank.ts";

/** Lies at the same depth below src/ and dist/. */
const MODELS = new URL("../../models/", import.meta.url);

/** Whose scores the models learned from: an embedder's with those of words, or those of words alone. */
export type Teacher = Pick<Embedder, "id" | "fingerprint">;

/** Where questions are not embedded. The number rises when the lexical leg scores otherwise. */
export const WORDS_ALONE: Teacher = { id: "lexical", fingerprint: "lexical-1" };

export interface LearnedModels {
	readonly ranker: Ranker;
	readonly sentences: LinearModel<SentenceFeature>;
	readonly confidence: LinearModel<ConfidenceFeature>;
	/** Confidence, 0 to 1, under which the answer is "no answer" unless the configuration says otherwise. */
	readonly threshold: number;
}

/** @throws SiteciteError `model_invalid` naming the file and the remedy */
export async function loadLearnedModels(embedder: Teacher): Promise<LearnedModels> {
	const answering = await readModels(
		"answering",
		embedder,
		z.object({
			sentences: linearModel(SENTENCE_FEATURES),
			confidence: linearModel(CONFIDENCE_FEATURES),
			threshold: z.number().min(0).max(1),
		}),
	);
	return { ranker: await loadRanker(embedder), ...answering };
}

/** @throws SiteciteError `model_invalid` */
export async function loadRanker(embedder: Teacher): Promise<Ranker> {
	return await readModels("ranking", embedder, linearModel(RANKING_FEATURES));
}

function linearModel<Feature extends string>(features: readonly Feature[]) {
	const weights = z.strictObject(
		Object.fromEntries(features.map((feature) => [feature, z.number()])) as Record<
			Feature,
			z.ZodNumber
		>,
	);
	return z.object({ bias: z.number(), weights });
}

async function readModels<Shape extends z.ZodType>(
	what: "ranking" | "answering",
	{ id, fingerprint }: Teacher,
	shape: Shape,
): Promise<z.output<Shape>> {
	const file = new URL(`${id}-${what}.json`, MODELS);
	try {
		const json: unknown = JSON.parse(await readFile(file, "utf8"));
		const { embedder } = z.object({ embedder: z.string() }).parse(json);
		if (embedder !== fingerprint) {
			throw new Error(`it was fitted with the embedder ${embedder}, this is ${fingerprint}`);
		}
		return shape.parse(json);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new SiteciteError(
			"model_invalid",
			`Cannot use ${fileURLToPath(file)}: ${reason}. Install sitecite again.`,
			{ cause },
		);
	}
}
