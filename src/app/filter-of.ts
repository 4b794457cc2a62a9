/** The filter behind validated parameters, whatever they ask for. */

import type { FilterParameters } from "../contract/parameters.ts";
import type { ArticleFields } from "../domain/article.ts";
import type { ArticleFilter } from "../domain/question.ts";

export function filterOf(parameters: FilterParameters): ArticleFilter {
	const { tag, author, lang, year, section, where, from, to } = parameters;
	return {
		...(tag && { tags: tag }),
		...(author && { authors: author }),
		...(lang && { langs: lang }),
		...(year && { years: year }),
		...(section && { sections: section }),
		...(where && { fields: fieldsOf(where) }),
		...(from && { from }),
		...(to && { to }),
	};
}

/** `series:Rivers` and others by their field. */
function fieldsOf(where: readonly string[]): ArticleFields {
	const fields = new Map<string, string[]>();
	for (const condition of where) {
		const colon = condition.indexOf(":");
		const name = condition.slice(0, colon).trim();
		const value = condition.slice(colon + 1).trim();
		fields.set(name, [...(fields.get(name) ?? []), value]);
	}
	return Object.fromEntries(fields);
}
