/** What the last build left, if it left an index that is whole. */

import { SiteciteError } from "../domain/errors.ts";
import type { LegCheck } from "../domain/leg-check.ts";
import { ARTICLES_SECTION } from "../indexing/article-writer.ts";
import type { CurrentPointer } from "../indexing/current-pointer.ts";
import type { ManifestEmbedder } from "../indexing/manifest.ts";
import { type BuildRecord, buildRecordSchema } from "./build-record.ts";
import type { Config, UserConfig } from "./config.ts";
import { generationStore } from "./stages.ts";

export interface CurrentBuild {
	readonly pointer: CurrentPointer;
	readonly record: BuildRecord;
	readonly embedder: ManifestEmbedder;
	readonly legs: LegCheck | null;
	readonly counts: { readonly articles: number; readonly chunks: number };
}

/**
 * The current build with every byte of its generation verified. Null where there is none, or it is
 * damaged, or of another version: all of that a new build puts right.
 */
export async function currentBuild(config: Config): Promise<CurrentBuild | null> {
	try {
		const { pointer, generation } = await generationStore(config).open({
			lazy: [ARTICLES_SECTION],
		});
		try {
			await generation.verifyLazySections();
			const record = buildRecordSchema.safeParse(pointer.build);
			if (!record.success) return null;
			const { embedder, counts, legs } = generation.manifest;
			return { pointer, record: record.data, embedder, counts, legs };
		} finally {
			await generation.close();
		}
	} catch (error) {
		if (error instanceof SiteciteError) return null;
		throw error;
	}
}

/**
 * What the command line of the last build said (its folders, say), as configuration that overrules
 * the rest; empty where there is no index.
 */
export async function recordedOverrides(config: Config): Promise<UserConfig> {
	const current = await currentBuild(config);
	return current?.record.overrides ?? {};
}
