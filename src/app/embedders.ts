/** Chooses embedders: of a build by the configuration, of questions by what made the index. */

import { SiteciteError } from "../domain/errors.ts";
import type { LegCheck } from "../domain/leg-check.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { loadStaticEmbedder, StaticEmbedder } from "../embedding/static/static-embedder.ts";
import { loadStudentEmbedder } from "../embedding/student/student-embedder.ts";
import type { Manifest, ManifestEmbedder } from "../indexing/manifest.ts";
import { requireEmbedder } from "../indexing/require-embedder.ts";
import { type Config, type EmbedderId, isEmbedderId } from "./config.ts";
import { indexFolder } from "./stages.ts";

let loadingStatic: Promise<StaticEmbedder> | null = null;

/** Holds nothing that must be given back: every index that is opened, one after the other, shares it. */
async function sharedStatic(): Promise<StaticEmbedder> {
	loadingStatic ??= loadStaticEmbedder();
	try {
		return await loadingStatic;
	} catch (error) {
		loadingStatic = null;
		throw error;
	}
}

const LOADERS: Readonly<Record<EmbedderId, () => Promise<Embedder>>> = {
	static: sharedStatic,
	student: () => loadStudentEmbedder(),
};

/** @throws SiteciteError `runtime_missing`, `model_invalid` */
export async function loadEmbedder(id: EmbedderId): Promise<Embedder> {
	return await LOADERS[id]();
}

export interface ChosenEmbedder {
	readonly embedder: Embedder;
	/** Why it is not the one that was to be preferred; null where it is. */
	readonly note: string | null;
}

/**
 * The embedder a build uses: the configured one; with `auto` the student, or where its runtime is
 * missing the static one.
 *
 * @throws SiteciteError `runtime_missing`, `model_invalid`
 */
export async function buildEmbedder({ embedder }: Config): Promise<ChosenEmbedder> {
	if (embedder !== "auto") return { embedder: await loadEmbedder(embedder), note: null };
	try {
		return { embedder: await loadEmbedder("student"), note: null };
	} catch (error) {
		if (!isRuntimeMissing(error)) throw error;
		const note = `Embedding with the static model, whose answers are less good. ${error.message}`;
		return { embedder: await loadEmbedder("static"), note };
	}
}

/** What embeds questions; null where they are answered by their words alone, and then `reason` says why. */
export type QuestionEmbedder =
	| { readonly embedder: Embedder; readonly reason: null }
	| { readonly embedder: null; readonly reason: string };

/**
 * The embedder that made an index, for its questions. Where its runtime is missing and the
 * configuration allows it, there is none.
 *
 * @throws SiteciteError `embedder_mismatch`, `runtime_missing`, `model_invalid`, each with the remedy
 */
export async function questionEmbedder(
	config: Config,
	{ embedder: indexed, legs }: Pick<Manifest, "embedder" | "legs">,
): Promise<QuestionEmbedder> {
	if (legs !== null && !legs.usesSemantic) return { embedder: null, reason: deadSemanticLeg(legs) };
	const folder = indexFolder(config);
	const id = config.embedder === "auto" && isEmbedderId(indexed.id) ? indexed.id : config.embedder;
	try {
		const { embedder } = await buildEmbedder({ ...config, embedder: id });
		try {
			requireEmbedder(folder, indexed, embedder);
		} catch (error) {
			await embedder.close();
			throw error;
		}
		return { embedder, reason: null };
	} catch (error) {
		if (config.allowLexicalOnly && cannotRun(error)) {
			return { embedder: null, reason: runtimeMissing(indexed) };
		}
		if (!isRuntimeMissing(error)) throw error;
		throw new SiteciteError(
			"runtime_missing",
			`The index in ${folder} was built with the ${indexed.id} model. ${error.message} To answer by words alone instead, set "allowLexicalOnly".`,
			{ cause: error },
		);
	}
}

/**
 * What `auto` falls back to must not take the place of a better index, which a machine with the runtime made.
 *
 * @throws SiteciteError `runtime_missing`
 */
export function requireNoWorse(
	config: Config,
	{ embedder, note }: ChosenEmbedder,
	current: ManifestEmbedder | null,
): void {
	if (note === null || current === null || current.id === embedder.id) return;
	throw new SiteciteError(
		"runtime_missing",
		`The index in ${indexFolder(config)} was built with the ${current.id} model, which cannot run here, and stays as it is. Install onnxruntime-node (npm install onnxruntime-node), or say --embedder ${embedder.id} to build it anew with the ${embedder.id} model.`,
	);
}

/** What compares questions with single words and sentences; it is the static model, whatever embeds. */
export async function loadMeaningModel(embedder: Embedder | null): Promise<StaticEmbedder> {
	return embedder instanceof StaticEmbedder ? embedder : await sharedStatic();
}

/** For everybody: it names no path. */
function runtimeMissing({ id }: ManifestEmbedder): string {
	return `The index was built with the ${id} model, which cannot run here (onnxruntime-node or the model's file is missing or broken): questions are answered by their words alone. Install both anew, or build the index with another model.`;
}

/** For the builder and for whoever asks later. */
export function deadSemanticLeg({ sentences, lexical, semantic }: LegCheck): string {
	return `Meaning is of no use on these articles: of ${sentences} of their sentences, words found the article of ${lexical}, meaning of ${semantic}. The models know English; questions are answered by their words alone.`;
}

/** Both mean that the index's model is of no use on this machine. */
function cannotRun(error: unknown): boolean {
	return (
		isRuntimeMissing(error) || (error instanceof SiteciteError && error.code === "model_invalid")
	);
}

function isRuntimeMissing(error: unknown): error is SiteciteError {
	return error instanceof SiteciteError && error.code === "runtime_missing";
}
