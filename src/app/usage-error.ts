/** The error for parameters of the command line or of a program that a schema refuses. */

import type { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";

/**
 * Names each parameter that is not valid.
 *
 * @param subject what the words on the command line are
 * @param spelling how the asker spells the name of a parameter
 */
export function usageError(
	subject: string,
	error: z.core.$ZodError,
	spelling: (name: string) => string = optionOf,
): SiteciteError {
	const faults = error.issues.map(({ path, message, ...issue }) => {
		if (issue.code === "unrecognized_keys") return message;
		const name = path[0] === "q" ? subject : spelling(path.join("."));
		return `${name} ${message}`;
	});
	return new SiteciteError("usage", `${faults.join("; ")}.`, { cause: error });
}

/** `perArticle` as the command line spells it. */
export function optionOf(name: string): string {
	return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
