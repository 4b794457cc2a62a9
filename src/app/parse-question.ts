/** Makes a question out of what was asked over HTTP or on the command line. */

import { type AskBody, askBody } from "../contract/ask.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { Question } from "../domain/question.ts";

/** The question behind validated parameters. */
export function questionOf({ q, limit, tag, author, lang, from, to }: AskBody): Question {
	return {
		text: q,
		limit,
		filter: {
			...(tag && { tags: tag }),
			...(author && { authors: author }),
			...(lang && { langs: lang }),
			...(from && { from }),
			...(to && { to }),
		},
	};
}

/** @throws SiteciteError `usage` naming each parameter that is not valid */
export function parseQuestion(parameters: Readonly<Record<string, unknown>>): Question {
	const parsed = askBody.safeParse(parameters);
	if (parsed.success) return questionOf(parsed.data);
	const faults = parsed.error.issues.map(({ path, message }) => {
		const name = path[0] === "q" ? "The question" : `--${path.join(".")}`;
		return `${name} ${message}`;
	});
	throw new SiteciteError("usage", `${faults.join("; ")}.`, { cause: parsed.error });
}
