/** Makes a question out of what was asked over HTTP or on the command line. */

import { type AskBody, askBody } from "../contract/ask.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { Question } from "../domain/question.ts";

/** The question behind validated parameters. */
export function questionOf({
	q,
	limit,
	perArticle,
	asOf,
	tag,
	author,
	lang,
	from,
	to,
}: AskBody): Question {
	return {
		text: q,
		limit,
		...(perArticle !== undefined && { perArticle }),
		...(asOf !== undefined && { asOf: new Date(asOf) }),
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
		const name = path[0] === "q" ? "The question" : `--${kebab(path.join("."))}`;
		return `${name} ${message}`;
	});
	throw new SiteciteError("usage", `${faults.join("; ")}.`, { cause: parsed.error });
}

/** `perArticle` as the command line spells it. */
function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
