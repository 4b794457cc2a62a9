/** The site owner's own fields as values of one column, `name:value`: the schema knows no names of theirs. */

import type { ArticleFields } from "../../domain/article.ts";

/** A name has no colon, so the first one ends it. */
const SEPARATOR = ":";

/** One value for each value of each field. */
export function fieldValues(fields: ArticleFields): string[] {
	return Object.entries(fields).flatMap(([name, values]) =>
		values.map((value) => `${name}${SEPARATOR}${value}`),
	);
}

/** The fields behind such values. */
export function fieldsOfValues(values: readonly string[]): ArticleFields {
	const fields = new Map<string, string[]>();
	for (const value of values) {
		const [name, own] = split(value);
		fields.set(name, [...(fields.get(name) ?? []), own]);
	}
	return Object.fromEntries(fields);
}

/** Counts of such values, by field, in the order they come in. */
export function countsByField(
	counts: Readonly<Record<string, number>>,
): Record<string, Record<string, number>> {
	const fields = new Map<string, [string, number][]>();
	for (const [value, count] of Object.entries(counts)) {
		const [name, own] = split(value);
		fields.set(name, [...(fields.get(name) ?? []), [own, count]]);
	}
	return Object.fromEntries([...fields].map(([name, own]) => [name, Object.fromEntries(own)]));
}

function split(value: string): [name: string, own: string] {
	const end = value.indexOf(SEPARATOR);
	return end < 0 ? [value, ""] : [value.slice(0, end), value.slice(end + 1)];
}
