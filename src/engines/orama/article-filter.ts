/** The filter of a question: which slots its articles have. */

import { badField } from "../../domain/errors.ts";
import type { ArticleFilter } from "../../domain/question.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import { fieldValues } from "./own-fields.ts";
import { publicationDay } from "./publication-day.ts";
import type { ColumnValue, ValuePredicate } from "./value-column.ts";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * One byte per slot, 1 for live slots that pass; null where the filter restricts nothing. An empty
 * list of values restricts nothing either.
 *
 * A language lets its regional forms through, `en` also `en-GB` (basic filtering of RFC 4647).
 *
 * @throws SiteciteError `bad_request` for a date that is none.
 */
export function articleFilterMask(index: ChunkIndex, filter: ArticleFilter): Uint8Array | null {
	const conditions: [property: string, passes: ValuePredicate][] = [];
	const { tags = [], authors = [], langs = [], years = [], sections = [], fields = {} } = filter;
	if (tags.length > 0) conditions.push(["tags", anyOf(tags)]);
	if (authors.length > 0) conditions.push(["authors", anyOf(authors)]);
	if (years.length > 0) conditions.push(["year", anyOf(years)]);
	if (sections.length > 0) conditions.push(["sections", anyOf(sections)]);
	for (const [name, values] of Object.entries(fields)) {
		if (values.length > 0) conditions.push(["fields", anyOf(fieldValues({ [name]: values }))]);
	}
	if (langs.length > 0)
		conditions.push(["lang", (values) => values.some((value) => matchesAny(langs, value))]);
	if (filter.from !== undefined) {
		const from = dayOf("from", filter.from);
		conditions.push(["published", ([day]) => typeof day === "number" && day >= from]);
	}
	if (filter.to !== undefined) {
		const to = dayOf("to", filter.to);
		conditions.push(["published", ([day]) => typeof day === "number" && day <= to]);
	}
	if (conditions.length === 0) return null;
	const mask = index.slots.liveMask() ?? new Uint8Array(index.slots.count).fill(1);
	for (const [property, passes] of conditions) index.column(property)?.exclude(mask, passes);
	return mask;
}

function anyOf(wanted: readonly string[]): ValuePredicate {
	return (values) => values.some((value) => typeof value === "string" && wanted.includes(value));
}

function matchesAny(ranges: readonly string[], value: ColumnValue): boolean {
	const tag = String(value).toLowerCase();
	return ranges.some((range) => {
		const wanted = range.toLowerCase();
		return tag === wanted || tag.startsWith(`${wanted}-`);
	});
}

function dayOf(name: string, date: string): number {
	const day = ISO_DATE.test(date) ? publicationDay(date) : null;
	if (day !== null) return day;
	throw badField(name, `is "${date}"; write a date as YYYY-MM-DD.`);
}
