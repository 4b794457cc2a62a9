/** How large chunks are. */

import { SiteciteError } from "../domain/errors.ts";

export interface ChunkSettings {
	/**
	 * Words that a chunk should have. Smaller chunks are more exact to cite but lose context; larger
	 * ones hold several topics, which blurs their vector. A chunk never has more than twice as many.
	 */
	readonly maxWords: number;
}

/** Chosen with the bundled model: 120 words, five or six sentences, hold one thought of a news text. */
export const DEFAULT_CHUNK_SETTINGS: ChunkSettings = { maxWords: 120 };

/** @throws SiteciteError `config_invalid` */
export function checkChunkSettings({ maxWords }: ChunkSettings): void {
	if (Number.isSafeInteger(maxWords) && maxWords >= 1) return;
	throw new SiteciteError(
		"config_invalid",
		`Chunks cannot have maxWords ${maxWords}: give a whole number of at least 1 (default ${DEFAULT_CHUNK_SETTINGS.maxWords}).`,
	);
}
