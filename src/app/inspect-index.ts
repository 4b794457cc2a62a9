/** The use case of looking inside: what the index holds and how its build went. */

import type { LegCheck } from "../domain/leg-check.ts";
import { buildRecordSchema } from "./build-record.ts";
import type { BuildReport } from "./build-report.ts";
import type { Config } from "./config.ts";
import { generationStore } from "./stages.ts";

export interface IndexInspection {
	readonly generation: string;
	readonly builtAt: string;
	readonly articles: number;
	readonly chunks: number;
	readonly embedder: {
		readonly id: string;
		readonly fingerprint: string;
		readonly dimensions: number;
	};
	/** How the legs did on sentences of the articles; null where there were too few to tell. */
	readonly legs: LegCheck | null;
	/** Files of the generation, in bytes, largest first. */
	readonly files: readonly { readonly name: string; readonly bytes: number }[];
	readonly generations: readonly { readonly name: string; readonly bytes: number }[];
	readonly cacheBytes: number;
	readonly skipped: BuildReport["skipped"];
	readonly warnings: BuildReport["warnings"];
	readonly slowest: BuildReport["slowest"];
}

/** @throws SiteciteError `index_missing`, `index_corrupt`, `index_version` */
export async function inspectIndex(config: Config): Promise<IndexInspection> {
	const { pointer, manifest, generations, cacheBytes } = await generationStore(config).describe();
	const { skipped, warnings, slowest } = buildRecordSchema.parse(pointer.build);
	return {
		generation: pointer.generation,
		builtAt: pointer.builtAt,
		...manifest.counts,
		embedder: manifest.embedder,
		legs: manifest.legs,
		files: manifest.files
			.map(({ name, size }) => ({ name, bytes: size }))
			.sort((a, b) => b.bytes - a.bytes),
		generations,
		cacheBytes,
		skipped,
		warnings,
		slowest,
	};
}
