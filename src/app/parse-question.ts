/** Makes a question out of what was asked over HTTP or on the command line. */

import { type AskBody, askBody } from "../contract/ask.ts";
import type { Question } from "../domain/question.ts";
import { filterOf } from "./filter-of.ts";
import { optionOf, usageError } from "./usage-error.ts";

/** The question behind validated parameters. */
export function questionOf({ q, limit, perArticle, asOf, ...filters }: AskBody): Question {
	return {
		text: q,
		limit,
		...(perArticle !== undefined && { perArticle }),
		...(asOf !== undefined && { asOf: new Date(asOf) }),
		filter: filterOf(filters),
	};
}

/**
 * @param spelling how the asker spells the name of a parameter
 * @throws SiteciteError `usage` naming each parameter that is not valid
 */
export function parseQuestion(
	parameters: Readonly<Record<string, unknown>>,
	spelling: (name: string) => string = optionOf,
): Question {
	const parsed = askBody.safeParse(parameters);
	if (parsed.success) return questionOf(parsed.data);
	throw usageError("The question", parsed.error, spelling);
}
