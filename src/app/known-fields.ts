/** Which of the site owner's own fields a question may name. */

import { badField } from "../domain/errors.ts";
import type { ArticleFilter } from "../domain/question.ts";
import { nearestName } from "./nearest-name.ts";
import type { QuestionIndex } from "./question-index.ts";

/** @throws SiteciteError `bad_request` naming the nearest known field: a misspelt one would match nothing, silently */
export function requireKnownFields(
	{ list }: Pick<QuestionIndex, "list">,
	filter: ArticleFilter,
): void {
	for (const name of Object.keys(filter.fields ?? {})) {
		if (list.fields.includes(name)) continue;
		const nearest = nearestName(name, list.fields);
		const hint =
			nearest !== null
				? `did you mean "${nearest}"?`
				: list.fields.length === 0
					? "the index keeps none."
					: `known are ${list.fields.join(", ")}.`;
		throw badField("where", `there is no field "${name}", ${hint}`);
	}
}
