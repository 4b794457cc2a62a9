/** The error for parameters of the command line that a schema refuses. */

import type { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";

/** Names each parameter that is not valid; `subject` is what the words on the command line are. */
export function usageError(subject: string, error: z.core.$ZodError): SiteciteError {
	const faults = error.issues.map(({ path, message }) => {
		const name = path[0] === "q" ? subject : `--${kebab(path.join("."))}`;
		return `${name} ${message}`;
	});
	return new SiteciteError("usage", `${faults.join("; ")}.`, { cause: error });
}

/** `perArticle` as the command line spells it. */
function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
