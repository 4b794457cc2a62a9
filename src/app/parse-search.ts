/** Makes a search out of what was typed over HTTP or on the command line. */

import { type SearchBody, searchBody } from "../contract/search.ts";
import type { Search } from "../domain/search.ts";
import { filterOf } from "./filter-of.ts";
import { optionOf, usageError } from "./usage-error.ts";

/** The search behind validated parameters. */
export function searchOf({ q, limit, page, ...filters }: SearchBody): Search {
	return { text: q, limit, page, filter: filterOf(filters) };
}

/**
 * @param spelling how the asker spells the name of a parameter
 * @throws SiteciteError `usage` naming each parameter that is not valid
 */
export function parseSearch(
	parameters: Readonly<Record<string, unknown>>,
	spelling: (name: string) => string = optionOf,
): Search {
	const parsed = searchBody.safeParse(parameters);
	if (parsed.success) return searchOf(parsed.data);
	throw usageError("The search", parsed.error, spelling);
}
