/** Carries an open index to another thread: references to shared memory, and little else. */

import { SiteciteError } from "../domain/errors.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { staticEmbedderOn } from "../embedding/static/static-embedder.ts";
import { loadStudentEmbedder } from "../embedding/student/student-embedder.ts";
import { openOramaEngine } from "../engines/orama/orama-engine.ts";
import { received, type SharedBytes, toShare } from "../vectors/kernel-memory.ts";
import type { LearnedModels } from "./learned-models.ts";
import type { OpenIndex } from "./open-index.ts";
import type { IndexInfo, QuestionIndex } from "./question-index.ts";

/** Fit for a message to another thread. */
export interface IndexShare {
	readonly info: IndexInfo;
	readonly sections: ReadonlyMap<string, SharedBytes>;
	/** The token table that compares meanings, and embeds where `embedder` is the static one. */
	readonly tokens: SharedBytes;
	readonly embedder: Pick<Embedder, "id" | "fingerprint"> | null;
	readonly models: LearnedModels;
	/** Names of the owner's own fields. */
	readonly fields: readonly string[];
}

export function shareIndex(index: OpenIndex): IndexShare {
	const { info, sections, meaning, embedder, models, list } = index;
	return {
		info,
		sections: new Map(Array.from(sections, ([name, bytes]) => [name, toShare(bytes)])),
		fields: list.fields,
		tokens: toShare(meaning.file),
		embedder: embedder && { id: embedder.id, fingerprint: embedder.fingerprint },
		models,
	};
}

/**
 * The index in this thread, which answers as the one that was shared.
 *
 * @throws SiteciteError `embedder_mismatch`, `runtime_missing`, `model_invalid` where the model's file has been replaced
 * meanwhile
 */
export async function openShare(share: IndexShare): Promise<QuestionIndex> {
	const sections = new Map(Array.from(share.sections, ([name, bytes]) => [name, received(bytes)]));
	const meaning = staticEmbedderOn(received(share.tokens));
	let embedder: Embedder | null = null;
	if (share.embedder !== null) {
		embedder = share.embedder.id === meaning.id ? meaning : await loadStudentEmbedder();
		if (embedder.fingerprint !== share.embedder.fingerprint) {
			await embedder.close();
			throw new SiteciteError(
				"embedder_mismatch",
				`The index that is being served was opened with ${share.embedder.fingerprint}, and now the model is ${embedder.fingerprint}. Start the service again.`,
			);
		}
	}
	// Worked out at the first question, which must not be a reader's.
	meaning.meaningOf("");
	return {
		info: share.info,
		engine: openOramaEngine(sections),
		embedder,
		meaning,
		models: share.models,
		list: { fields: share.fields },
	};
}
