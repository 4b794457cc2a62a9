/** The small models that ranking and answering were taught, read from the data that come with the package. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CONFIDENCE_FEATURES, type ConfidenceFeature } from "../answering/confidence.ts";
import { SENTENCE_FEATURES, type SentenceFeature } from "../answering/sentence-features.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { LinearModel } from "../domain/linear-model.ts";
import { RANKING_FEATURES } from "../retrieval/features.ts";
import type { Ranker } from "../retrieval/rank.ts";

/** Both lie at the same depth below src/ and dist/. */
const RANKING = new URL("../../models/ranking.json", import.meta.url);
const ANSWERING = new URL("../../models/answering.json", import.meta.url);

export interface LearnedModels {
	readonly ranker: Ranker;
	readonly sentences: LinearModel<SentenceFeature>;
	readonly confidence: LinearModel<ConfidenceFeature>;
}

/** @throws SiteciteError `model_invalid` naming the file and the remedy */
export async function loadLearnedModels(): Promise<LearnedModels> {
	const answering = await readModels(
		ANSWERING,
		z.object({
			sentences: linearModel(SENTENCE_FEATURES),
			confidence: linearModel(CONFIDENCE_FEATURES),
		}),
	);
	return { ranker: await loadRanker(), ...answering };
}

/** @throws SiteciteError `model_invalid` */
export async function loadRanker(): Promise<Ranker> {
	return await readModels(RANKING, linearModel(RANKING_FEATURES));
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
	file: URL,
	shape: Shape,
): Promise<z.output<Shape>> {
	try {
		return shape.parse(JSON.parse(await readFile(file, "utf8")));
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new SiteciteError(
			"model_invalid",
			`Cannot use ${fileURLToPath(file)}: ${reason}. Reinstall sitecite, or make the file again as scripts/train-ranker/README.md says.`,
			{ cause },
		);
	}
}
