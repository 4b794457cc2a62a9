/** The error for a model file that cannot be used: the same words for every kind of model. */

import { SiteciteError } from "../domain/errors.ts";

/** SiteciteError `model_invalid` naming the file, what is wrong with it, and the remedy. */
export function invalidModel(file: string, cause: unknown): SiteciteError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new SiteciteError(
		"model_invalid",
		`Cannot use the embedding model ${file}: ${reason.replace(/\.$/, "")}. Install sitecite again.`,
		{ cause },
	);
}
