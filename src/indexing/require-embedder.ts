/** Vectors of two embedders must never meet: a question's would find nonsense among another one's. */

import { SiteciteError } from "../domain/errors.ts";
import { buildCommand } from "./index-errors.ts";
import type { ManifestEmbedder } from "./manifest.ts";

/**
 * Requires that `embedder` is the one that made the index in `folder`.
 *
 * @throws SiteciteError `embedder_mismatch`, naming both and the remedy.
 */
export function requireEmbedder(
	folder: string,
	indexed: ManifestEmbedder,
	embedder: ManifestEmbedder,
): void {
	if (
		indexed.id === embedder.id &&
		indexed.fingerprint === embedder.fingerprint &&
		indexed.dimensions === embedder.dimensions
	) {
		return;
	}
	throw new SiteciteError(
		"embedder_mismatch",
		`The index in ${folder} was built with the embedder ${describe(indexed)}, but questions would be embedded with ${describe(embedder)}. Configure the embedder of the index, or run \`${buildCommand(folder)}\` to build it again.`,
	);
}

function describe({ id, fingerprint, dimensions }: ManifestEmbedder): string {
	return `${id} (fingerprint ${fingerprint}, ${dimensions} dimensions)`;
}
